/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.binding;

import com.sun.jna.Pointer;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;

/** A connection by libvirt-java, whose pointer also serves our own functions. */
final class JnaConnection implements LibvirtConnection {

    private final Opened connect;
    private final JnaEvents events;
    private final NetworkCalls networks;
    private final DeviceCalls devices;
    private final GuestCalls guests;
    private final MigrationCalls migrations;

    /** libvirt-java keeps the pointer to its subclasses. */
    private static final class Opened extends Connect {

        Opened(String uri) throws LibvirtException {
            super(uri);
        }

        Pointer pointer() {
            return vcp.getPointer();
        }
    }

    JnaConnection(String uri) throws LibvirtFailure {
        try {
            connect = new Opened(uri);
        } catch (LibvirtException e) {
            throw JnaNative.failure();
        }
        events = new JnaEvents(connect.pointer());
        networks = new JnaNetworks(connect.pointer());
        devices = new JnaDevices(connect.pointer());
        guests = new JnaGuests(connect, connect.pointer());
        migrations = new JnaMigrations(connect.pointer());
    }

    Pointer pointer() {
        return connect.pointer();
    }

    private interface Question<T> {
        T ask() throws LibvirtException;
    }

    private static <T> T ask(Question<T> question) throws LibvirtFailure {
        try {
            return question.ask();
        } catch (LibvirtException e) {
            throw JnaNative.failure();
        }
    }

    @Override
    public String hostName() throws LibvirtFailure {
        return ask(connect::getHostName);
    }

    @Override
    public long version() throws LibvirtFailure {
        return ask(connect::getLibVersion);
    }

    @Override
    public String type() throws LibvirtFailure {
        return ask(connect::getType);
    }

    @Override
    public boolean isAlive() {
        try {
            return connect.isAlive();
        } catch (LibvirtException e) {
            return false;
        }
    }

    @Override
    public void keepAlive(int seconds, int count) throws LibvirtFailure {
        if (!ask(() -> connect.setKeepAlive(seconds, count))) {
            throw new LibvirtFailure(LibvirtFailure.NO_SUPPORT, "the daemon does not know the keepalive protocol");
        }
    }

    @Override
    public void watchEnd(Watcher watcher) throws LibvirtFailure {
        events.watchEnd(watcher);
    }

    @Override
    public void watchChanges(Watcher watcher) throws LibvirtFailure {
        events.watchChanges(watcher);
    }

    @Override
    public NetworkCalls networks() {
        return networks;
    }

    @Override
    public DeviceCalls devices() {
        return devices;
    }

    @Override
    public GuestCalls guests() {
        return guests;
    }

    @Override
    public MigrationCalls migrations() {
        return migrations;
    }

    @Override
    public int close() {
        events.unwatch();
        try {
            return connect.close();
        } catch (LibvirtException e) {
            return -1; // the library refused the pointer: nothing is left that could be released
        }
    }
}
