/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.binding;

/**
 * A connection to a libvirt daemon. Calls of several threads may run at once; they block for as long as the daemon takes, for ever
 * if need be. No call may be in flight when {@link #close} is called and none may follow it: the caller holds the lock for that.
 */
public interface LibvirtConnection {

    /** Told about the connection, on a thread that must not be held: implementations hand over and return. */
    interface Watcher {

        /** A guest or a network changed. */
        void changed();

        /** The connection ended without having been closed. */
        void ended(String reason);
    }

    /** What the host calls itself. */
    String hostName() throws LibvirtFailure;

    /** The daemon's version in libvirt's own form. */
    long version() throws LibvirtFailure;

    /** The name of the hypervisor's driver in libvirt's own form: {@code QEMU}, {@code LXC}. */
    String type() throws LibvirtFailure;

    /** Whether the connection is up as far as this side knows; asks nobody, so it is true for a daemon that hangs. */
    boolean isAlive();

    /**
     * Ends the connection when the daemon does not answer {@code count} + 1 questions, one every {@code seconds}.
     *
     * @throws LibvirtFailure also if no event loop runs in this process
     */
    void keepAlive(int seconds, int count) throws LibvirtFailure;

    /** Tells the watcher about the end of the connection. Once per connection. */
    void watchEnd(Watcher watcher) throws LibvirtFailure;

    /** Tells the watcher about changes. Once per connection. */
    void watchChanges(Watcher watcher) throws LibvirtFailure;

    /** The host's networks and their ports. */
    NetworkCalls networks();

    /** The host's devices. */
    DeviceCalls devices();

    /** The host's guests. */
    GuestCalls guests();

    /** What moves guests. */
    MigrationCalls migrations();

    /**
     * Takes back the watchers and closes the connection. On a connection that has ended it does not block.
     *
     * @return how many references to it are left in the library; more than 0 is a leak
     */
    int close();
}
