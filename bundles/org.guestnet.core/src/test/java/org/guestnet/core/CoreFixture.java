/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core;

import java.time.Duration;
import java.util.Map;
import org.guestnet.api.Guests;
import org.guestnet.api.Hosts;
import org.guestnet.api.NetworkTypes;
import org.guestnet.api.Networks;
import org.guestnet.api.Operations;
import org.guestnet.core.claim.Claims;
import org.guestnet.core.doctor.Doctor;
import org.guestnet.core.drain.DrainPlanner;
import org.guestnet.core.drain.Drainer;
import org.guestnet.core.drain.GuestMover;
import org.guestnet.core.drain.WhatIfs;
import org.guestnet.core.guest.Candidates;
import org.guestnet.core.guest.Connector;
import org.guestnet.core.guest.GuestAttacher;
import org.guestnet.core.guest.GuestDetacher;
import org.guestnet.core.guest.GuestFinder;
import org.guestnet.core.guest.GuestMigrator;
import org.guestnet.core.guest.GuestPreparer;
import org.guestnet.core.guest.GuestStarter;
import org.guestnet.core.guest.GuestStopper;
import org.guestnet.core.guest.NicChanges;
import org.guestnet.core.guest.NicMover;
import org.guestnet.core.guest.NicOperations;
import org.guestnet.core.guest.NicReturner;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.host.HostState;
import org.guestnet.core.ledger.Ledger;
import org.guestnet.core.lifecycle.NetworkEditor;
import org.guestnet.core.lifecycle.NetworkSwitch;
import org.guestnet.core.lifecycle.RunningPool;
import org.guestnet.core.mesh.MeshView;
import org.guestnet.core.mesh.Meshes;
import org.guestnet.core.network.NetworkReader;
import org.guestnet.core.network.TunnelStates;
import org.guestnet.core.operation.Draining;
import org.guestnet.core.operation.Locks;
import org.guestnet.core.operation.OperationEngine;
import org.guestnet.core.placement.Placer;
import org.guestnet.core.service.GuestViews;
import org.guestnet.core.service.GuestsService;
import org.guestnet.core.service.HostsService;
import org.guestnet.core.service.NetworksService;
import org.guestnet.core.service.OperationsService;
import org.guestnet.core.settle.Reconciler;
import org.guestnet.core.settle.Settler;
import org.guestnet.core.type.Definitions;
import org.guestnet.core.type.TypeRegistry;
import org.guestnet.core.type.TypeRegistry.Registration;
import org.guestnet.core.type.UplinkRegistry;
import org.guestnet.driver.HypervisorDriver;
import org.guestnet.driver.link.LinkDriver;
import org.guestnet.driver.store.ClaimStore;
import org.guestnet.driver.store.HostStore;
import org.guestnet.driver.store.Journal;
import org.guestnet.driver.store.ManagerStore;
import org.guestnet.model.GuestnetException;
import org.guestnet.spi.NetworkTypeProvider;
import org.guestnet.spi.UplinkProvider;

/** The whole core without a container: every component made by {@code new}, as Declarative Services would wire them. */
public final class CoreFixture implements AutoCloseable {

    private static final Duration LETTING_GO = Duration.ofSeconds(5);

    private final TypeRegistry types = new TypeRegistry();
    private final UplinkRegistry uplinks = new UplinkRegistry();
    private final TestSecrets secrets = new TestSecrets();
    private final Meshes meshes;
    private final Fleet fleet;
    private final OperationEngine engine;
    private final Hosts hosts;
    private final Networks networks;
    private final Guests guests;
    private final Operations operations;
    private final GuestPreparer preparer;
    private final Reconciler reconciler;
    private final Drainer drainer;
    private long providers;

    /**
     * A core over a store and a driver.
     *
     * @param store one object that is all three stores
     * @param driver reaches the hosts
     * @param served the providers by network type
     */
    public <S extends HostStore & ClaimStore & Journal> CoreFixture(
            S store, HypervisorDriver driver, Map<String, NetworkTypeProvider> served) throws GuestnetException {
        this(store, store, store, ManagerStore.alone(), driver, served);
    }

    /** A core that may share its stores with other managers. */
    public CoreFixture(
            HostStore hostStore,
            ClaimStore claimStore,
            Journal journal,
            ManagerStore managers,
            HypervisorDriver driver,
            Map<String, NetworkTypeProvider> served)
            throws GuestnetException {
        served.forEach(this::add);
        Definitions definitions = new Definitions(types, uplinks);
        TunnelStates tunnels = new TunnelStates();
        NetworkReader reader = new NetworkReader(definitions, tunnels);
        engine = new OperationEngine(journal, managers);
        fleet = new Fleet(hostStore, managers);
        fleet.bindDriver(driver);
        meshes = new Meshes(fleet, reader, managers, secrets, tunnels);
        Claims claims = new Claims(claimStore, fleet);
        Placer placer = new Placer(reader);
        Ledger ledger = new Ledger(fleet, reader, engine);
        RunningPool pools = new RunningPool(fleet, reader, ledger);
        Connector connector = new Connector(fleet, reader, placer, claims, ledger);
        GuestFinder finder = new GuestFinder(fleet);
        NetworkEditor editor = new NetworkEditor(fleet, definitions, engine, pools);
        NicChanges nics = new NicChanges(fleet, finder, connector, engine);
        NicReturner returner = new NicReturner(fleet, connector, claims, engine);
        preparer = new GuestPreparer(fleet, connector, claims, engine);
        Draining draining = new Draining(engine);
        Candidates candidates = new Candidates(fleet, placer, reader, claims, draining);
        GuestMigrator migrator = new GuestMigrator(fleet, finder, connector, claims, engine, reader, tunnels);
        DrainPlanner planner = new DrainPlanner(fleet, candidates, placer, claims);
        GuestMover mover = new GuestMover(fleet, finder, candidates, migrator);
        drainer = new Drainer(fleet, planner, mover, engine, draining);
        Settler settler = new Settler(fleet, claims, engine, editor, ledger, drainer, returner, reader);
        reconciler = new Reconciler(fleet, claims, engine, settler, ledger);
        hosts = new HostsService(fleet, claims, engine, planner, drainer);
        networks = new NetworksService(
                fleet,
                reader,
                editor,
                new NetworkSwitch(fleet, engine, pools, reader, tunnels),
                claims,
                new Doctor(fleet, reader, claims, engine),
                new WhatIfs(fleet, placer, reader, claims),
                new MeshView(meshes, secrets));
        operations = new OperationsService(engine, preparer, drainer, fleet);
        guests = new GuestsService(
                new GuestViews(fleet, finder, reader, placer, claims, candidates),
                new GuestStarter(fleet, finder, connector, claims, engine, draining),
                new GuestStopper(fleet, finder, claims, engine),
                migrator,
                preparer,
                new NicOperations(
                        new GuestAttacher(fleet, nics, connector, claims, engine, LETTING_GO),
                        new GuestDetacher(fleet, nics, claims, LETTING_GO),
                        new NicMover(fleet, nics, connector, returner, claims, engine, LETTING_GO)));
    }

    /** A provider comes. */
    public void add(String type, NetworkTypeProvider provider) {
        types.add(new Registration(provider, type, 0, ++providers, "test." + type + " 1.0.0"));
    }

    /** A provider of tunnels comes. */
    public void add(String protocol, UplinkProvider provider) {
        uplinks.add(new UplinkRegistry.Registration(provider, protocol, 0, ++providers));
    }

    /** A provider of tunnels goes. */
    public void remove(UplinkProvider provider) {
        uplinks.remove(provider);
    }

    /** The links of hosts are reached. */
    public void add(LinkDriver driver) {
        meshes.bindDriver(driver);
    }

    /** The keys of tunnels. */
    public TestSecrets secrets() {
        return secrets;
    }

    /** A provider goes. */
    public void remove(NetworkTypeProvider provider) {
        types.remove(provider);
    }

    public Fleet fleet() {
        return fleet;
    }

    public NetworkTypes types() {
        return types;
    }

    public Hosts hosts() {
        return hosts;
    }

    public Networks networks() {
        return networks;
    }

    public Guests guests() {
        return guests;
    }

    public Operations operations() {
        return operations;
    }

    /** Who works on what. */
    public Locks locks() {
        return engine.locks();
    }

    /** Has all hosts looked at soon, also those that did not answer; does not wait. */
    public void lookSoon() throws GuestnetException {
        for (HostState host : fleet.states()) {
            fleet.host(host.name()).markDirty();
        }
    }

    /** Ends all threads; the hosts and the store stay as they are. */
    @Override
    public void close() {
        reconciler.close();
        drainer.close();
        preparer.close();
        meshes.close();
        fleet.close();
    }
}
