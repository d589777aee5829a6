/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.binding;

import java.util.regex.Pattern;

/** libvirt's answer that it did not do what it was asked to. Numbers are libvirt's (virErrorNumber). */
public final class LibvirtFailure extends Exception {

    /** The hypervisor's driver has no such function. */
    public static final int NO_SUPPORT = 3;
    /** No such guest. */
    public static final int NO_DOMAIN = 42;
    /** What libvirt has no better word for. */
    public static final int INTERNAL_ERROR = 1;
    /** No such network. */
    public static final int NO_NETWORK = 43;
    /** No such node device. */
    public static final int NO_NODE_DEVICE = 53;
    /** Not in this state. */
    public static final int OPERATION_INVALID = 55;
    /** No such interface of the host. */
    public static final int NO_INTERFACE = 57;
    /** Given up because somebody asked for it. */
    public static final int OPERATION_ABORTED = 78;
    /** Not for this object, or not now. */
    public static final int OPERATION_UNSUPPORTED = 84;
    /** No such port. */
    public static final int NO_NETWORK_PORT = 107;

    private static final int NO_CONNECT = 5;
    private static final int AUTH_FAILED = 45;
    private static final int AUTH_CANCELLED = 79;
    private static final int AUTH_UNAVAILABLE = 94;
    private static final int DOMAIN_NONE = 0;
    private static final int DOMAIN_RPC = 7;
    private static final int DOMAIN_REMOTE = 13;
    private static final String SILENT_END = "End of file while reading data: : ";

    private static final Pattern LINES = Pattern.compile("\\s*[\\r\\n]+\\s*");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");

    private static final long serialVersionUID = 1L;

    private final int code;
    private final int domain;

    /**
     * @param code libvirt's error number
     * @param message libvirt's own sentence
     */
    public LibvirtFailure(int code, String message) {
        this(code, DOMAIN_NONE, message);
    }

    /**
     * @param code libvirt's error number
     * @param domain libvirt's number for its part that failed (virErrorDomain)
     * @param message libvirt's own sentence; kept as one line: a guest's or a network's name, and what QEMU says, are a part of it
     */
    public LibvirtFailure(int code, int domain, String message) {
        super(message == null ? null : oneLine(message));
        this.code = code;
        this.domain = domain;
    }

    /** It comes to logs, by itself and as the cause of others: it must not look like several of their lines. */
    private static String oneLine(String foreign) {
        return CONTROL.matcher(LINES.matcher(foreign.strip()).replaceAll("; ")).replaceAll("?");
    }

    /** Whether it has this number. */
    public boolean is(int number) {
        return code == number;
    }

    /**
     * Whether it is about reaching another daemon, or being let in there: libvirt's client code says so, not a hypervisor's. The end of
     * an ssh that had nothing to say is none: libvirt 9 puts that in the place of any error when it hangs up.
     */
    public boolean isAboutAConnection() {
        return !isWordless() && isOfClientCode();
    }

    /** Whether it says that an ssh ended, in the place of what really happened. */
    public boolean isWordless() {
        return getMessage().contains(SILENT_END);
    }

    private boolean isOfClientCode() {
        return domain == DOMAIN_RPC
                || domain == DOMAIN_REMOTE
                || code == NO_CONNECT
                || code == AUTH_FAILED
                || code == AUTH_CANCELLED
                || code == AUTH_UNAVAILABLE;
    }
}
