/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.type;

import java.util.LinkedHashMap;
import java.util.Map;
import org.guestnet.model.GuestnetException;

/** What was read of documents, so that none is read again while it is used. Bounded, whatever hosts write. Safe for any thread. */
public final class Kept<T> {

    /** Reads a document. */
    public interface Reader<T> {
        /** What it says. @throws GuestnetException if it cannot be read */
        T read(String document) throws GuestnetException;
    }

    private static final long CHARACTERS = 4L << 20;

    private final Reader<T> reader;
    private final Map<String, T> known =
            new LinkedHashMap<>(16, 0.75f, true); // guarded by this, the least recently used first
    private long characters; // guarded by this

    /** @param reader reads what is not known yet; two threads may read it twice */
    public Kept(Reader<T> reader) {
        this.reader = reader;
    }

    /** What the document says. @throws GuestnetException what the reader says; that is not kept */
    public T of(String document) throws GuestnetException {
        T value;
        synchronized (this) {
            value = known.get(document);
        }
        return value != null ? value : keep(document, reader.read(document));
    }

    private synchronized T keep(String document, T value) {
        if (known.put(document, value) == null) {
            characters += document.length();
        }
        var oldest = known.keySet().iterator();
        while (characters > CHARACTERS) {
            characters -= oldest.next().length();
            oldest.remove();
        }
        return value;
    }
}
