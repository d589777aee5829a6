/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.guestnet.api.Guests.StopMode;
import org.guestnet.core.CoreFixture;
import org.guestnet.libvirt.internal.LibvirtDriver;
import org.guestnet.libvirt.internal.binding.JnaBinding;
import org.guestnet.libvirt.internal.transport.Credentials;
import org.guestnet.model.GuestName;
import org.guestnet.model.Host;
import org.guestnet.model.Hypervisor;

/**
 * A manager process that does one thing to one guest and stands still at one moment of it, to be killed there. It prints
 * {@value #HELD} when it has reached that moment, and stands still there, unless that moment is within a call to the host.
 */
final class HeldManager {

    static final String HELD = "HELD";
    static final String STOP = "stop";

    private HeldManager() {}

    /** @param arguments the store's directory, the host's socket, {@code start} or {@code stop}, the guest, the moment */
    public static void main(String[] arguments) throws Exception {
        Hold hold = new Hold(arguments[4]);
        LibvirtDriver driver = new LibvirtDriver("own", Credentials.of("", "", ""), new JnaBinding());
        WatchedDriver watched = new WatchedDriver(driver, hold.at("before call "), hold.at("after call "));
        try (DiskStore store = new DiskStore(Path.of(arguments[0]))) {
            WatchedJournal journal = new WatchedJournal(
                    store.journal(),
                    n -> hold.at("before write ").accept("" + n),
                    n -> hold.at("after write ").accept("" + n));
            CoreFixture core = store.manager(journal, watched, Map.of("direct", new MirroredPools()));
            Host host = LibvirtHosts.at("unix:" + arguments[1], "A", Hypervisor.QEMU);
            if (core.hosts().list().isEmpty()) {
                core.hosts().add(host);
            }
            core.hosts().refresh(host.name());
            GuestName guest = new GuestName(arguments[3]);
            if (arguments[2].equals(STOP)) {
                core.guests().stop(guest, Optional.empty(), StopMode.DESTROY, false);
            } else {
                core.guests().start(guest, Optional.empty(), false);
            }
        }
        System.exit(1); // the moment never came
    }

    private static void standStill() {
        for (; ; ) {
            LockSupport.park();
        }
    }

    /** @param moment {@code before write 3}, {@code after write 3}, {@code before|in|after call startGuest} */
    private record Hold(String moment) {

        Consumer<String> at(String when) {
            return what -> {
                if (moment.equals(when + what)) {
                    System.out.println(HELD);
                    standStill();
                } else if (moment.equals(when.replace("before", "in") + what)) {
                    System.out.println(HELD); // and goes on into the call
                }
            };
        }
    }
}
