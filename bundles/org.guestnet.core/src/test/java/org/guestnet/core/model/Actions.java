/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.guestnet.api.DefineOptions;
import org.guestnet.api.Guests;
import org.guestnet.api.Guests.PreparedStart;
import org.guestnet.api.MigrateOptions;
import org.guestnet.core.model.World.Guest;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;

/** Random actions of people who use Guestnet. Equal seeds, equal actions. */
final class Actions {

    private final SplittableRandom random;
    private final List<Supplier<Action>> kinds = new ArrayList<>();

    /**
     * @param hangs whether calls may hang, which takes real time
     * @param calm whether nothing happens beside Guestnet
     */
    Actions(SplittableRandom random, boolean hangs, boolean calm) {
        this.random = random;
        Mishaps mishaps = new Mishaps(random, hangs);
        likely(24, this::start);
        likely(14, this::stop);
        likely(14, this::migrate);
        likely(8, this::prepare);
        likely(6, this::define);
        likely(4, this::startNetwork);
        likely(2, this::stopNetwork);
        likely(3, this::refresh);
        if (!calm) {
            mishaps.kinds().forEach(k -> likely(k.weight(), k.action()));
        }
    }

    private void likely(int weight, Supplier<Action> kind) {
        for (int i = 0; i < weight; i++) {
            kinds.add(kind);
        }
    }

    /**
     * The first actions: each host has its networks.
     *
     * @param networks how many; the others come later, or not
     */
    List<Action> setUp(int networks) {
        List<Action> first = new ArrayList<>();
        for (int host = 0; host < World.HOSTS.size(); host++) {
            for (String network : World.NETWORKS.subList(0, networks)) {
                first.add(define(host, network));
                first.add(startNetwork(World.HOSTS.get(host), network));
            }
        }
        return first;
    }

    Action next() {
        Action next = kinds.get(random.nextInt(kinds.size())).get();
        return random.nextInt(8) == 0 ? next.impatient() : next;
    }

    private HostName host() {
        return World.HOSTS.get(random.nextInt(World.HOSTS.size()));
    }

    private int index() {
        return random.nextInt(World.GUESTS.size());
    }

    private Action start() {
        int index = index();
        Guest guest = World.guest(index);
        boolean named = random.nextInt(8) == 0 || index == 0; // which is on two hosts
        Optional<HostName> on = Optional.of(host()).filter(h -> named);
        return new Action(
                "start " + guest.text() + on.map(h -> " on " + h).orElse(""),
                w -> w.core().guests().start(guest.name(), on, false));
    }

    private Action stop() {
        Guest guest = World.guest(index());
        Guests.StopMode how = random.nextBoolean() ? Guests.StopMode.DESTROY : Guests.StopMode.SHUTDOWN;
        return new Action(
                "stop " + guest.text(), w -> w.core().guests().stop(guest.name(), Optional.empty(), how, false));
    }

    private Action migrate() {
        Guest guest = World.guest(index());
        HostName to = host();
        MigrateOptions options = MigrateOptions.defaults().accepting(Set.of(Codes.LOCAL_SCOPE));
        return new Action(
                "migrate " + guest.text() + " to " + to, w -> w.core().guests().migrate(guest.name(), to, options));
    }

    /** A console that starts guests itself: it starts the guest and commits, or not, or forgets about it. */
    private Action prepare() {
        int index = index();
        Guest guest = World.guest(index);
        HostName host = random.nextInt(4) == 0 ? host() : World.HOSTS.get(index % World.HOSTS.size());
        boolean starts = random.nextInt(3) > 0;
        boolean ends = random.nextInt(3) > 0;
        Duration hold = Duration.ofMillis(ends ? 60_000 : 5);
        return new Action(
                "prepare " + guest.text() + " on " + host + (starts ? ", start it" : "")
                        + (ends ? ", end" : ", let it expire"),
                w -> prepared(w, guest, host, World.GUESTS.get(index), hold, starts, ends));
    }

    private static void prepared(
            World world, Guest guest, HostName host, List<String> networks, Duration hold, boolean starts, boolean ends)
            throws GuestnetException {
        Incarnation life = world.life();
        Guests guests = world.core().guests();
        PreparedStart prepared = guests.prepare(host, guest.document(networks), hold);
        if (!ends) {
            passTime(hold.multipliedBy(2));
            return;
        }
        try {
            if (starts) {
                world.console(host, guest.uuid(), prepared.domainXml(), life);
            }
        } finally {
            world.end(guests, prepared.operation().id(), host, guest.uuid());
        }
    }

    /** Not asleep: whoever takes turns has to see that this thread is busy. */
    private static void passTime(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private Action define() {
        return define(random.nextInt(World.HOSTS.size()), World.NETWORKS.get(random.nextInt(World.NETWORKS.size())));
    }

    private Action define(int host, String network) {
        String xml = Pools.definition(random, network, World.DEVICES.get(host));
        HostName on = World.HOSTS.get(host);
        return new Action(
                "define on " + on + " " + xml,
                w -> w.core()
                        .networks()
                        .define(on, xml, DefineOptions.defaults().withReplace(true)));
    }

    private Action startNetwork() {
        return startNetwork(host(), World.NETWORKS.get(random.nextInt(World.NETWORKS.size())));
    }

    private static Action startNetwork(HostName host, String network) {
        return new Action(
                "start " + network + " on " + host,
                w -> w.core().networks().start(host, new NetworkName(network), false));
    }

    private Action stopNetwork() {
        HostName host = host();
        String network = World.NETWORKS.get(random.nextInt(World.NETWORKS.size()));
        return new Action(
                "stop " + network + " on " + host,
                w -> w.core().networks().stop(host, new NetworkName(network), false));
    }

    private Action refresh() {
        HostName host = host();
        return new Action("refresh " + host, w -> w.core().hosts().refresh(host));
    }

    /** A device of a host. */
    static DeviceName device(SplittableRandom random, HostName host) {
        List<String> devices = World.DEVICES.get(World.HOSTS.indexOf(host));
        return new DeviceName(devices.get(random.nextInt(devices.size())));
    }
}
