/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.binding;

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
    /** Not for this object, or not now. */
    public static final int OPERATION_UNSUPPORTED = 84;
    /** No such port. */
    public static final int NO_NETWORK_PORT = 107;

    private static final long serialVersionUID = 1L;

    private final int code;

    /**
     * @param code libvirt's error number
     * @param message libvirt's own sentence
     */
    public LibvirtFailure(int code, String message) {
        super(message);
        this.code = code;
    }

    /** Whether it has this number. */
    public boolean is(int number) {
        return code == number;
    }
}
