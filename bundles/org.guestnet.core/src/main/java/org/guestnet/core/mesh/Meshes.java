/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.mesh;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.host.HostState;
import org.guestnet.core.network.NetworkReader;
import org.guestnet.core.network.TunnelState;
import org.guestnet.core.network.TunnelStates;
import org.guestnet.driver.link.LinkDriver;
import org.guestnet.driver.link.LinkSession;
import org.guestnet.driver.link.SecretStore;
import org.guestnet.driver.store.ManagerStore;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the meshes of networks with tunnels: follows hosts as they come, change and go, and has each host's links kept by a
 * {@link LinkKeeper}.
 */
@Component(service = Meshes.class, immediate = true)
public final class Meshes implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Meshes.class);

    private final Fleet fleet;
    private final ManagerStore managers;
    private final SecretStore secrets;
    private final TunnelStates tunnels;
    private final List<LinkDriver> drivers = new CopyOnWriteArrayList<>();
    private final MeshBook book = new MeshBook();
    private final Memberships memberships;
    private final LinkPlan plan;
    private final Map<HostName, LinkKeeper> keepers = new ConcurrentHashMap<>();
    private final Map<HostName, SeenHost> last = new ConcurrentHashMap<>(); // as it was read
    private final Set<HostName> settled = ConcurrentHashMap.newKeySet(); // whose part in all meshes is known
    private final Set<HostName> queued = ConcurrentHashMap.newKeySet();
    private final Consumer<HostName> observer = this::changed;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "guestnet-meshes");
        thread.setDaemon(true);
        return thread;
    });

    /** Its parts; begins at once. */
    @Activate
    public Meshes(
            @Reference Fleet fleet,
            @Reference NetworkReader networks,
            @Reference ManagerStore managers,
            @Reference SecretStore secrets,
            @Reference TunnelStates tunnels) {
        this.fleet = fleet;
        this.memberships = new Memberships(networks, book);
        this.plan = new MeshPlan(book, fleet, this::unsettled, this::show);
        this.managers = managers;
        this.secrets = secrets;
        this.tunnels = tunnels;
        fleet.observeChanges(observer);
        fleet.states().forEach(h -> changed(h.name()));
    }

    /** Hosts whose links could not be reached may be now. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void bindDriver(LinkDriver driver) {
        drivers.add(driver);
        last.clear();
        fleet.states().forEach(h -> changed(h.name()));
    }

    public void unbindDriver(LinkDriver driver) {
        drivers.remove(driver);
    }

    private void changed(HostName host) {
        if (queued.add(host)) {
            try {
                worker.execute(() -> {
                    queued.remove(host);
                    follow(host);
                });
            } catch (RejectedExecutionException e) {
                LOG.debug("{} is no longer followed", host, e);
            }
        }
    }

    private void follow(HostName name) {
        try {
            Optional<HostState> now = fleet.find(name);
            if (now.isEmpty()) {
                last.remove(name);
                gone(name);
                return;
            }
            SeenHost read = new SeenHost(now.get(), memberships.generation());
            SeenHost before = last.put(name, read);
            if (before == null || before.differs(read)) {
                keep(now.get(), before == null ? null : before.host());
            }
        } catch (RuntimeException | LinkageError e) {
            last.remove(name); // so that it is tried again
            LOG.error("The meshes of host {} cannot be followed", name, e);
        }
    }

    private void gone(HostName name) {
        Optional.ofNullable(keepers.remove(name)).ifPresent(LinkKeeper::close);
        settled.remove(name);
        tell(book.update(name, Map.of()));
    }

    private void keep(HostState now, HostState before) {
        boolean otherWay =
                before != null && !before.host().shell().equals(now.host().shell());
        if (otherWay) {
            Optional.ofNullable(keepers.remove(now.name())).ifPresent(LinkKeeper::close);
        }
        Map<NetworkName, MeshMember> members = memberships.of(now);
        tell(book.update(now.name(), members));
        settle(now, members.isEmpty());
        if (now.seen().isPresent() && driver(now.host()).isPresent()) {
            keepers.computeIfAbsent(now.name(), this::keeper);
        }
        if (before != null && !before.isUp() && now.isUp()) {
            Optional.ofNullable(keepers.get(now.name())).ifPresent(LinkKeeper::lookNow); // it may have been rebooted
        }
    }

    private void settle(HostState host, boolean outside) {
        if (memberships.isKnown(host, outside)
                && settled.add(host.name())
                && unsettled().isEmpty()) {
            keepers.values().forEach(LinkKeeper::lookNow); // whoever waited for it
        }
    }

    private LinkKeeper keeper(HostName name) {
        LinkKeeper keeper = new LinkKeeper(name, plan, () -> open(name), managers);
        keeper.start();
        return keeper;
    }

    private LinkSession open(HostName name) throws GuestnetException {
        Host host = fleet.host(name).state().host();
        return driver(host)
                .orElseThrow(() -> new GuestnetException(driverMissing(host)))
                .open(host, secrets);
    }

    private static Finding driverMissing(Host host) {
        return Finding.blocker(
                        Codes.DRIVER_MISSING,
                        "nothing here reaches the links of a host at " + host.address(),
                        "install the bundle org.guestnet.hostlink")
                .on(host.name());
    }

    private Optional<LinkDriver> driver(Host host) {
        return drivers.stream().filter(d -> d.serves(host)).findFirst();
    }

    private void tell(Map<HostName, Set<Part>> changes) {
        changes.forEach((host, parts) -> {
            Optional.ofNullable(keepers.get(host)).ifPresent(k -> k.changed(parts));
            show(host);
        });
    }

    /** Two threads tell; the later one looks at what both know. */
    private synchronized void show(HostName host) {
        LinkState state = links(host);
        Map<NetworkName, TunnelState> states = new LinkedHashMap<>();
        book.of(host)
                .forEach(mesh ->
                        states.put(mesh.network(), tunnel(mesh, mesh.members().get(host), state)));
        tunnels.put(host, states);
    }

    /** How a member's tunnel is. */
    TunnelState tunnel(Mesh mesh, MeshMember member, LinkState links) {
        Optional<HostName> awaited = mesh.joinsAnew(member.host()) ? unsettled() : Optional.empty();
        return TunnelLook.of(mesh, member, links, awaited);
    }

    /** A host that was not seen yet, or whose addresses are not known yet, may be a member: its peers keep what they have for it. */
    private Optional<HostName> unsettled() {
        return fleet.states().stream()
                .map(HostState::name)
                .filter(h -> !settled.contains(h))
                .findFirst();
    }

    /** Waits a moment for what was seen of hosts until now to be followed: who defines a network and asks for its mesh finds it. */
    void catchUp() {
        try {
            worker.submit(() -> {}).get(1, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException | RejectedExecutionException e) {
            LOG.debug("what is known is told", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A network's mesh; empty if no host has it with a tunnel. */
    Optional<Mesh> mesh(NetworkName network) {
        return book.mesh(network);
    }

    /** What is known of a host's links. */
    LinkState links(HostName host) {
        return Optional.ofNullable(keepers.get(host)).map(LinkKeeper::state).orElseGet(() -> unkept(host));
    }

    private LinkState unkept(HostName host) {
        return fleet.find(host)
                .filter(h -> h.hasShell() && driver(h.host()).isEmpty())
                .map(h -> LinkState.UNKNOWN.failed(List.of(driverMissing(h.host()))))
                .orElse(LinkState.UNKNOWN);
    }

    /** Those who keep the links of a network's hosts. */
    Map<HostName, LinkKeeper> keepers(Mesh mesh) {
        Map<HostName, LinkKeeper> ends = new LinkedHashMap<>();
        mesh.members().keySet().forEach(h -> Optional.ofNullable(keepers.get(h)).ifPresent(k -> ends.put(h, k)));
        return ends;
    }

    /** Ends the keepers; links stay. */
    @Override
    @Deactivate
    public void close() {
        fleet.ignoreChanges(observer);
        worker.shutdown();
        try {
            worker.awaitTermination(1, TimeUnit.SECONDS); // it may be beginning a keeper
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        keepers.values().forEach(LinkKeeper::close);
    }
}
