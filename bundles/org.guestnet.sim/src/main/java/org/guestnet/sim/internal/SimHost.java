/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Function;
import org.guestnet.driver.GuestReport.State;
import org.guestnet.driver.HostFacts;
import org.guestnet.driver.HostReport;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostDevice;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.IpAddress;
import org.guestnet.model.link.LinkResource;

/**
 * A simulated host: what is on it, and what can be done to it that no session can do. It lives as long as its driver, whatever
 * happens to sessions. Safe for any thread.
 */
public final class SimHost {

    private final Object lock = new Object();
    private final String name;
    private final SimOptions options;
    private final HostFacts facts;
    private final Refusals refusals;
    private final SimFaults faults = new SimFaults(this);
    private final SimEvents events;
    private final SimPeers peers = new SimPeers();
    private final Set<SimSession> sessions = new CopyOnWriteArraySet<>();
    private final SimDevices devices; // guarded by lock, as the next six
    private final SimNetworks networks;
    private final SimGuests guests;
    private final SimInterfaces interfaces;
    private final SimLinks links;
    private final SimIpAddresses addresses;
    private boolean up = true;

    SimHost(String name, Hypervisor hypervisor, SimOptions options, SimEvents events) {
        this.name = name;
        this.options = options;
        this.events = events;
        this.refusals = new Refusals(new HostName(name));
        SimNature nature = options.population().nature(name, options.seed());
        this.facts = new HostFacts(name, hypervisor, nature.libvirt(), hypervisor == Hypervisor.QEMU);
        Randomness random = new Randomness(options.seed(), hypervisor + "/" + name);
        this.devices = new SimDevices(nature.devices());
        this.networks = new SimNetworks(nature.libvirt(), devices, random, refusals);
        Connector connector = new Connector(networks, devices, random, refusals);
        this.guests = new SimGuests(hypervisor, connector, random, refusals);
        this.interfaces = new SimInterfaces(
                guests, connector, refusals, (moment, act) -> options.time().later(moment, () -> always(act)));
        this.links = new SimLinks(devices, refusals);
        this.addresses = new SimIpAddresses(name, devices);
        if (hypervisor == Hypervisor.QEMU) {
            populate(nature);
        }
    }

    private void populate(SimNature nature) {
        try {
            for (String guest : nature.guests()) {
                guests.define(guest);
            }
        } catch (GuestnetException e) {
            throw new IllegalArgumentException("the population has a guest that cannot be defined on " + name, e);
        }
    }

    /** The name in {@code sim:NAME}. */
    public String name() {
        return name;
    }

    /** What its libvirt is. */
    public HostFacts facts() {
        return facts;
    }

    /** Orders faults. */
    public SimFaults faults() {
        return faults;
    }

    /** All that is on it, seen without a session and also while it is down. */
    public HostReport report() {
        synchronized (lock) {
            try {
                return observe();
            } catch (GuestnetException e) {
                throw new IllegalStateException("a document that was accepted is not read again", e);
            }
        }
    }

    HostReport observe() throws GuestnetException {
        return new HostReport(devices.all(), networks.reports(), guests.reports());
    }

    /** A device's carrier comes or goes; libvirt has no event for it. @throws IllegalArgumentException if there is no such device */
    public void setLink(DeviceName device, boolean carrier) {
        always(() -> devices.setLink(device, carrier));
    }

    /** An administrator sets a device up or down. @throws IllegalArgumentException if there is no such device */
    public void setAdmin(DeviceName device, boolean deviceUp) {
        always(() -> devices.setAdmin(device, deviceUp));
    }

    /** A device becomes a member of a bridge or bond, or of nothing. @throws IllegalArgumentException if there is no such device */
    public void setMaster(DeviceName device, Optional<DeviceName> master) {
        always(() -> devices.setMaster(device, master));
    }

    /**
     * A device gets another name, and keeps its place. Networks and guests on the host go on naming the old one.
     *
     * @throws IllegalArgumentException if there is no such device, or one of the new name
     */
    public void renameDevice(DeviceName device, DeviceName name) {
        always(() -> {
            devices.rename(device, name);
            addresses.rename(device, name);
        });
    }

    /**
     * A physical function gets that many virtual ones, called as itself with {@code v0}, {@code v1}, … behind; those that it had
     * are gone.
     *
     * @param count 0 to 256
     * @throws IllegalArgumentException if there is no such device, or it has no PCI address
     */
    public void setVirtualFunctions(DeviceName pf, int count) {
        always(() -> devices.setFunctions(pf, count));
    }

    /** A device comes, or is replaced. */
    public void addDevice(HostDevice device) {
        always(() -> devices.put(device));
    }

    /** A device vanishes; connections over it are dead and stay booked, as with libvirt. */
    public void removeDevice(DeviceName device) {
        always(() -> devices.remove(device));
    }

    /** A device gets these IP addresses in place of those that it had. */
    public void setAddresses(DeviceName device, List<IpAddress> those) {
        always(() -> addresses.put(device, those));
    }

    /** What was made of links on it and is there, in the order in which it was made. */
    public List<LinkResource> linkResources() {
        return ask(SimLinks::all);
    }

    /** What was asked of its links until now. */
    public LinkSteps linkSteps() {
        return ask(SimLinks::steps);
    }

    /** Asks about links under the lock, whether the host is up or down: they are not libvirt's. */
    <T> T ask(Function<SimLinks, T> question) {
        synchronized (lock) {
            return question.apply(links);
        }
    }

    Set<IpAddress> reached() {
        synchronized (lock) {
            return addresses.reached();
        }
    }

    /** Pauses a running guest, as an administrator can. */
    public void pauseGuest(UUID guest) {
        always(() -> running(guest).setState(State.PAUSED));
        tell();
    }

    /** The guest stands still for the rest of its memory is on another host: a post-copy migration that failed. */
    public void divideGuest(UUID guest) {
        always(() -> running(guest).setState(State.POSTCOPY_FAILED));
        tell();
    }

    /** The guest stands still as the source's copy does when whoever migrates it dies at the last step. */
    public void leaveBehind(UUID guest) {
        always(() -> running(guest).setState(State.PAUSED_MIGRATING));
        tell();
    }

    /** Whether the guest writes its memory as fast as a migration moves it: such a migration never ends by itself. */
    public void setBusy(UUID guest, boolean busy) {
        always(() -> known(guest).setBusy(busy));
    }

    /** Whether the guest ignores that it is asked to shut down. */
    public void setDeaf(UUID guest, boolean deaf) {
        always(() -> known(guest).setDeaf(deaf));
    }

    /** Whether the guest never lets go of an interface, as one without an operating system. */
    public void setClinging(UUID guest, boolean clinging) {
        always(() -> known(guest).setClinging(clinging));
    }

    /** Whether other hosts reach its libvirt at its address, {@code sim:NAME}. */
    public void setReached(boolean byPeers) {
        peers.setReached(byPeers);
    }

    /** Whether the guest starts with its host. */
    public void setGuestAutostart(UUID guest, boolean autostart) {
        always(() -> known(guest).setAutostart(autostart));
    }

    private SimGuest known(UUID guest) {
        return guests.find(guest).orElseThrow(() -> new IllegalArgumentException("no guest " + guest));
    }

    private SimGuest running(UUID guest) {
        SimGuest known = known(guest);
        if (!known.isActive()) {
            throw new IllegalArgumentException("guest " + guest + " does not run");
        }
        return known;
    }

    /** libvirtd dies: sessions are lost and none can be opened; guests run on. */
    public void die() {
        always(() -> up = false);
        String reason = "the simulated host " + name + " died";
        peers.lose(reason);
        loseSessions(reason);
    }

    /** libvirtd is back, and does what it does after a restart: books the ports of running guests, and counts anew. */
    public void revive() throws GuestnetException {
        synchronized (lock) {
            networks.recount();
            guests.daemonRestarted();
            up = true;
        }
    }

    /** The host loses its power and boots: what starts with it starts, all else is shut off. */
    public void reboot() throws GuestnetException {
        die();
        synchronized (lock) {
            guests.powerLost();
            links.powerLost();
            networks.boot();
            guests.boot();
            up = true;
        }
    }

    /** The network between manager and host fails for a moment: sessions are lost, the host does not notice. */
    public void dropSessions() {
        loseSessions("the connection to the simulated host " + name + " broke");
    }

    private void loseSessions(String reason) {
        for (SimSession session : sessions) {
            sessions.remove(session);
            session.lose(reason);
        }
    }

    Refusals refusals() {
        return refusals;
    }

    SimOptions options() {
        return options;
    }

    SimNetworks networks() {
        return networks;
    }

    SimGuests guests() {
        return guests;
    }

    SimLinks links() {
        return links;
    }

    SimIpAddresses addresses() {
        return addresses;
    }

    SimPeers peers() {
        return peers;
    }

    SimInterfaces interfaces() {
        return interfaces;
    }

    SimEvents events() {
        return events;
    }

    long seedOf(UUID guest) {
        return Objects.hash(options.seed(), guest);
    }

    /** Answers under the lock. */
    <T> T locked(Ask<T> ask) throws GuestnetException {
        synchronized (lock) {
            if (!up) {
                throw refusals.down();
            }
            return ask.ask();
        }
    }

    /** Acts under the lock unless the host is down. */
    void whileUp(Runnable act) {
        synchronized (lock) {
            if (up) {
                act.run();
            }
        }
    }

    /** Acts under the lock, whether the host is up or down. */
    void always(Runnable act) {
        synchronized (lock) {
            act.run();
        }
    }

    void add(SimSession session) throws GuestnetException {
        locked(() -> sessions.add(session));
    }

    void remove(SimSession session) {
        sessions.remove(session);
    }

    /** Tells every session that something changed. */
    void tell() {
        sessions.forEach(SimSession::tellChanged);
    }
}
