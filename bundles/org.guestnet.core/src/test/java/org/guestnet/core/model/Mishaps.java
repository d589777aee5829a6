/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.guestnet.core.model.World.Guest;
import org.guestnet.driver.HostSession.PoolChange;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostDevice;
import org.guestnet.model.HostName;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Plug;
import org.guestnet.model.Port;
import org.guestnet.sim.internal.Moment;
import org.guestnet.sim.internal.SimCall;

/** What happens beside Guestnet and to it: people with virsh, devices that come and go, hosts and managers that die. */
final class Mishaps {

    /** Calls for which a fault is worth while. */
    private static final List<SimCall> CALLS = List.of(
            SimCall.OBSERVE,
            SimCall.NETWORK,
            SimCall.GUEST,
            SimCall.START_NETWORK,
            SimCall.DEFINE_NETWORK,
            SimCall.CREATE_PORT,
            SimCall.DELETE_PORT,
            SimCall.START_GUEST,
            SimCall.START_GUEST_AS,
            SimCall.DESTROY_GUEST,
            SimCall.MIGRATE_PREPARE,
            SimCall.MIGRATE_PERFORM,
            SimCall.MIGRATE_FINISH,
            SimCall.MIGRATE_CONFIRM);

    static final String SOMEBODY = "somebody";

    private final SplittableRandom random;
    private final List<Kind> kinds = new ArrayList<>();
    private final Object devices = new Object();

    /**
     * A kind of mishap.
     *
     * @param weight how often it happens
     */
    record Kind(int weight, Supplier<Action> action) {}

    Mishaps(SplittableRandom random, boolean hangs) {
        this.random = random;
        likely(3, this::strangerStarts);
        likely(3, this::strangerStops);
        likely(2, this::virshDestroy);
        likely(1, this::virshStart);
        likely(2, this::oldKindStarts);
        likely(1, this::oldKindStops);
        likely(2, this::liveUpdate);
        likely(2, this::networkRestarts);
        likely(1, this::foreignPort);
        likely(4, this::link);
        likely(1, this::unplug);
        likely(
                hangs ? 0 : 2,
                this::renamed); // in turns only: an operation may not have seen it yet, and the oracle would have
        // to know
        likely(4, this::fails);
        likely(3, this::dies);
        likely(2, this::daemonRestarts);
        likely(1, this::reboots);
        likely(1, this::connectionBreaks);
        likely(2, this::managerIsKilled);
        likely(hangs ? 2 : 0, this::hangs);
    }

    List<Kind> kinds() {
        return kinds;
    }

    private void likely(int weight, Supplier<Action> action) {
        kinds.add(new Kind(weight, action));
    }

    private HostName host() {
        return World.HOSTS.get(random.nextInt(World.HOSTS.size()));
    }

    private Action strangerStarts() {
        int index = random.nextInt(World.STRANGERS.size());
        HostName host = World.HOSTS.get(index);
        Guest guest = World.stranger(index);
        return new Action("virsh start " + guest.text(), w -> w.outside(host, s -> s.startGuest(guest.uuid())));
    }

    private Action strangerStops() {
        int index = random.nextInt(World.STRANGERS.size());
        HostName host = World.HOSTS.get(index);
        Guest guest = World.stranger(index);
        return new Action("virsh destroy " + guest.text(), w -> w.outside(host, s -> s.destroyGuest(guest.uuid())));
    }

    private Action virshDestroy() {
        HostName host = host();
        Guest guest = World.guest(random.nextInt(World.GUESTS.size()));
        return new Action(
                "virsh destroy " + guest.text() + " on " + host,
                w -> w.outside(host, s -> s.destroyGuest(guest.uuid())));
    }

    private Action virshStart() {
        HostName host = host();
        Guest guest = World.guest(random.nextInt(World.GUESTS.size()));
        return new Action("virsh start " + guest.text() + " on " + host, w -> {
            w.oracle.outsiderStarts(guest.uuid());
            w.outside(host, s -> s.startGuest(guest.uuid()));
        });
    }

    private Action oldKindStarts() {
        int index = random.nextInt(World.HOSTS.size());
        HostName host = World.HOSTS.get(index);
        Guest guest = World.old(index);
        return new Action("virsh start " + guest.text(), w -> w.outside(host, s -> s.startGuest(guest.uuid())));
    }

    private Action oldKindStops() {
        int index = random.nextInt(World.HOSTS.size());
        HostName host = World.HOSTS.get(index);
        Guest guest = World.old(index);
        return new Action("virsh destroy " + guest.text(), w -> w.outside(host, s -> s.destroyGuest(guest.uuid())));
    }

    private NetworkName network() {
        return new NetworkName(World.NETWORKS.get(random.nextInt(World.NETWORKS.size())));
    }

    private Action liveUpdate() {
        HostName host = host();
        NetworkName network = network();
        DeviceName device = Actions.device(random, host);
        PoolChange change = random.nextBoolean() ? PoolChange.ADD : PoolChange.REMOVE;
        return new Action(
                "virsh net-update " + network + " " + change + " " + device + " on " + host,
                w -> w.outside(host, s -> s.updatePool(network, device, change)));
    }

    private Action networkRestarts() {
        HostName host = host();
        NetworkName network = network();
        return new Action(
                "virsh net-destroy and net-start " + network + " on " + host,
                w -> w.outside(host, s -> {
                    s.stopNetwork(network);
                    s.startNetwork(network);
                }));
    }

    /** A port of somebody else, made and taken away again at some later time, or not. */
    private Action foreignPort() {
        HostName host = host();
        NetworkName network = network();
        UUID id = new UUID(0x4000L, Long.MIN_VALUE | random.nextInt(2));
        boolean made = random.nextBoolean();
        Port port = new Port(
                id,
                network,
                SOMEBODY,
                id,
                new MacAddress("52:54:00:00:09:09"),
                Optional.empty(),
                Optional.of(Plug.direct(Actions.device(random, host), "bridge")));
        return new Action(
                (made ? "make" : "delete") + " a port of somebody at " + network + " on " + host,
                w -> w.outside(host, s -> {
                    if (made) {
                        s.createPort(port);
                    } else {
                        s.deletePort(network, id);
                    }
                }));
    }

    private Action link() {
        HostName host = host();
        DeviceName device = Actions.device(random, host);
        boolean up = random.nextInt(4) > 0;
        return new Action(
                "link of " + device + " of " + host + (up ? " up" : " down"),
                w -> change(
                        w,
                        host,
                        device,
                        there -> there.ifPresent(d -> w.sim(host).setLink(d.name(), up))));
    }

    private Action unplug() {
        HostName host = host();
        DeviceName device = Actions.device(random, host);
        return new Action(
                "unplug or plug in " + device + " of " + host,
                w -> change(
                        w,
                        host,
                        device,
                        there -> there.ifPresentOrElse(
                                d -> w.sim(host).removeDevice(d.name()),
                                () -> w.sim(host).addDevice(w.original(host, device)))));
    }

    private Action renamed() {
        HostName host = Cards.HOST;
        DeviceName device = Actions.device(random, host);
        return new Action(
                "rename " + device + " of " + host,
                w -> change(
                        w,
                        host,
                        device,
                        there -> there.ifPresent(d -> w.sim(host).renameDevice(d.name(), Cards.other(d.name())))));
    }

    /** One after the other: a device that is there is not to be gone, or called otherwise, when it is changed. */
    private void change(World world, HostName host, DeviceName first, Consumer<Optional<HostDevice>> change)
            throws GuestnetException {
        world.beside(host, () -> {
            synchronized (devices) {
                change.accept(world.device(host, first));
            }
        });
    }

    private Action fails() {
        HostName host = host();
        SimCall call = CALLS.get(random.nextInt(CALLS.size()));
        return new Action(
                "fail " + call + " at " + host, w -> w.sim(host).faults().failNext(call));
    }

    private Action dies() {
        HostName host = host();
        SimCall call = CALLS.get(random.nextInt(CALLS.size()));
        Moment moment = random.nextBoolean() ? Moment.BEFORE : Moment.AFTER;
        return new Action(
                "die " + moment + " " + call + " at " + host,
                w -> w.sim(host).faults().dieNext(call, moment));
    }

    private Action hangs() {
        HostName host = host();
        SimCall call = CALLS.get(random.nextInt(CALLS.size()));
        Moment moment = random.nextBoolean() ? Moment.BEFORE : Moment.AFTER;
        return new Action("hang " + moment + " " + call + " at " + host, w -> w.hang(host, call, moment));
    }

    private Action daemonRestarts() {
        HostName host = host();
        return new Action("restart libvirtd of " + host, w -> {
            w.beside(host, () -> {
                w.sim(host).die();
                w.sim(host).revive();
            });
            w.core().hosts().refresh(host);
        });
    }

    private Action reboots() {
        HostName host = host();
        return new Action("reboot " + host, w -> {
            w.beside(host, w.sim(host)::reboot);
            w.core().hosts().refresh(host);
        });
    }

    private Action connectionBreaks() {
        HostName host = host();
        return new Action("break the connection to " + host, w -> w.sim(host).dropSessions());
    }

    private Action managerIsKilled() {
        return new Action("kill the manager", World::restart);
    }
}
