/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.binding;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.libvirt.jna.Libvirt;

/** Loads the library once and checks what its functions return. */
final class JnaNative {

    static final JnaLibrary LIBVIRT = load();

    private static final int UUID_TEXT = 37;
    private static final String ENCODING = "jna.encoding";

    private JnaNative() {}

    private static JnaLibrary load() {
        loadBinding();
        return Native.load("libvirt.so.0", JnaLibrary.class, Map.of(Library.OPTION_STRING_ENCODING, "UTF-8"));
    }

    /**
     * libvirt-java asks for no encoding, so JNA gives it the platform's, and under LANG=C stores "?" for every other letter. The
     * encoding is fixed when the binding is loaded; the property is process-wide, so it is set for that moment only.
     */
    private static void loadBinding() {
        String before = System.getProperty(ENCODING);
        System.setProperty(ENCODING, "UTF-8");
        try {
            Libvirt.INSTANCE.virInitialize();
        } finally {
            if (before == null) {
                System.clearProperty(ENCODING);
            } else {
                System.setProperty(ENCODING, before);
            }
        }
    }

    /** The last error of this thread: to be asked for before any other call of this thread, freeing an object included. */
    static LibvirtFailure failure() {
        int code = LIBVIRT.virGetLastErrorCode();
        int domain = LIBVIRT.virGetLastErrorDomain();
        String message = LIBVIRT.virGetLastErrorMessage();
        return new LibvirtFailure(
                code, domain, message == null ? "libvirt does not say why (error " + code + ")" : message);
    }

    static int check(int result) throws LibvirtFailure {
        if (result < 0) {
            throw failure();
        }
        return result;
    }

    static Pointer check(Pointer result) throws LibvirtFailure {
        if (result == null) {
            throw failure();
        }
        return result;
    }

    /** A text that the caller has to free. */
    static String text(Pointer result) throws LibvirtFailure {
        check(result);
        try {
            return result.getString(0, "UTF-8");
        } finally {
            Native.free(Pointer.nativeValue(result));
        }
    }

    interface UuidOf {
        int fill(Pointer object, byte[] text);
    }

    static String uuid(Pointer object, UuidOf function) throws LibvirtFailure {
        byte[] text = new byte[UUID_TEXT];
        check(function.fill(object, text));
        return Native.toString(text, "US-ASCII");
    }

    interface ListOf {
        int list(PointerByReference objects);
    }

    /** The objects that a function lists; each has to be freed by the caller. */
    static List<Pointer> list(ListOf function) throws LibvirtFailure {
        PointerByReference array = new PointerByReference();
        int count = check(function.list(array));
        List<Pointer> objects = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            objects.add(array.getValue().getPointer((long) i * Native.POINTER_SIZE));
        }
        if (array.getValue() != null) {
            Native.free(Pointer.nativeValue(array.getValue()));
        }
        return objects;
    }

    interface Reading<T> {
        T read(Pointer object) throws LibvirtFailure;
    }

    interface Freeing {
        int free(Pointer object);
    }

    /** Reads each listed object and frees all of them; leaves out those that are gone by now. */
    static <T> List<T> read(ListOf function, Freeing freeing, int gone, Reading<T> reading) throws LibvirtFailure {
        return read(function, freeing, failure -> failure.is(gone), reading);
    }

    /** The same where an object that goes may have several errors. */
    static <T> List<T> read(ListOf function, Freeing freeing, Predicate<LibvirtFailure> gone, Reading<T> reading)
            throws LibvirtFailure {
        List<Pointer> objects = list(function);
        try {
            List<T> results = new ArrayList<>(objects.size());
            for (Pointer object : objects) {
                readOne(object, gone, reading, results);
            }
            return results;
        } finally {
            objects.forEach(freeing::free);
        }
    }

    private static <T> void readOne(Pointer object, Predicate<LibvirtFailure> gone, Reading<T> reading, List<T> results)
            throws LibvirtFailure {
        try {
            results.add(reading.read(object));
        } catch (LibvirtFailure failure) {
            if (!gone.test(failure)) {
                throw failure;
            }
        }
    }
}
