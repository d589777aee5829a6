/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.GuestReport.State;
import org.guestnet.driver.HostSession.GuestView;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Hypervisor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The guests of a host. Guarded by the host's lock. */
final class SimGuests {

    private static final Logger LOG = LoggerFactory.getLogger(SimGuests.class);

    private final Map<UUID, SimGuest> guests = new LinkedHashMap<>();
    private final Hypervisor hypervisor;
    private final Connector connector;
    private final Randomness random;
    private final Refusals refusals;

    SimGuests(Hypervisor hypervisor, Connector connector, Randomness random, Refusals refusals) {
        this.hypervisor = hypervisor;
        this.connector = connector;
        this.random = random;
        this.refusals = refusals;
    }

    List<GuestReport> reports() throws GuestnetException {
        List<GuestReport> reports = new ArrayList<>();
        for (SimGuest guest : guests.values()) {
            reports.add(guest.report());
        }
        return reports;
    }

    Optional<SimGuest> find(UUID uuid) {
        return Optional.ofNullable(guests.get(uuid));
    }

    SimGuest get(UUID uuid) throws GuestnetException {
        return find(uuid).orElseThrow(() -> refusals.noGuest(uuid));
    }

    /** The guest, which runs and is not being migrated. */
    SimGuest getRunning(UUID uuid) throws GuestnetException {
        SimGuest guest = get(uuid);
        if (!guest.isActive()) {
            throw refusals.notRunning(guest.name());
        }
        requireNoMigration(guest);
        return guest;
    }

    /** The guest, which has a configuration and is not being migrated. */
    SimGuest getPersistent(UUID uuid) throws GuestnetException {
        SimGuest guest = get(uuid);
        requireNoMigration(guest);
        if (!guest.isPersistent()) {
            throw refusals.refused(
                    "Requested operation is not valid: transient domains do not have any persistent config");
        }
        return guest;
    }

    private void requireNoMigration(SimGuest guest) throws GuestnetException {
        if (guest.job().isPresent() || guest.state() == State.ARRIVING) {
            throw refusals.refused("Timed out during operation: cannot acquire state change lock (held by migration)");
        }
    }

    GuestText.Read read(String text) throws GuestnetException {
        return GuestText.read(text, hypervisor, random, refusals);
    }

    /** The guest of that name and UUID; a new one, not yet on the host, if there is none. */
    private SimGuest named(GuestText.Read read) throws GuestnetException {
        UUID uuid = read.identity().uuid();
        for (SimGuest other : guests.values()) {
            if (other.name().equals(read.identity().name()) && !other.uuid().equals(uuid)) {
                throw refusals.refused("domain '%s' already exists with uuid %s", other.name(), other.uuid());
            }
            if (other.uuid().equals(uuid)
                    && !other.name().equals(read.identity().name())) {
                throw refusals.refused("domain '%s' is already defined with uuid %s", other.name(), uuid);
            }
        }
        return find(uuid).orElseGet(() -> new SimGuest(uuid, read.identity().name()));
    }

    void define(String text) throws GuestnetException {
        GuestText.Read read = read(text);
        SimGuest guest = named(read);
        guest.setPersistent(read.text());
        guests.put(guest.uuid(), guest);
    }

    void undefine(UUID uuid) throws GuestnetException {
        forgetConfiguration(getPersistent(uuid));
    }

    /** It is transient from now on, or gone if it does not run. */
    void forgetConfiguration(SimGuest guest) throws GuestnetException {
        guest.setPersistent(null);
        guest.setSaved(null);
        guest.setAutostart(false);
        forgetIfOver(guest);
    }

    void setAutostart(UUID uuid, boolean autostart) throws GuestnetException {
        SimGuest guest = get(uuid);
        if (!guest.isPersistent()) {
            throw refusals.refused("Requested operation is not valid: cannot set autostart for transient domain");
        }
        guest.setAutostart(autostart);
    }

    void start(UUID uuid) throws GuestnetException {
        SimGuest guest = get(uuid);
        run(guest, read(guest.saved().orElseGet(guest::configuration)), State.RUNNING);
        guest.setSaved(null);
    }

    void startAs(String text) throws GuestnetException {
        GuestText.Read read = read(text);
        run(read, State.RUNNING);
    }

    /** Runs a guest of that document as no guest does yet; it need not be on the host. */
    void run(GuestText.Read read, State how) throws GuestnetException {
        run(named(read), read, how);
    }

    private void run(SimGuest guest, GuestText.Read read, State how) throws GuestnetException {
        if (guest.isActive()) {
            throw refusals.running(guest.name());
        }
        guest.run(how, read.text(), connector.connect(read, this::links));
        guests.put(guest.uuid(), guest);
    }

    /** The connections of all guests. */
    Collection<Link> links() {
        return guests.values().stream().flatMap(g -> g.links().stream()).toList();
    }

    /** Ends it; a transient guest is gone then. */
    void destroy(UUID uuid) throws GuestnetException {
        SimGuest guest = get(uuid);
        if (!guest.isActive()) {
            throw refusals.notRunning(guest.name());
        }
        end(guest);
    }

    /** It stops, and its connections are given back; a transient guest is gone then. */
    void end(SimGuest guest) {
        connector.disconnect(guest.links());
        guest.end();
        forgetIfOver(guest);
    }

    private void forgetIfOver(SimGuest guest) {
        if (!guest.isPersistent() && !guest.isActive()) {
            guests.remove(guest.uuid());
        }
    }

    void shutdown(UUID uuid) throws GuestnetException {
        SimGuest guest = getRunning(uuid);
        if (!guest.isDeaf()) {
            end(guest);
        }
    }

    void save(UUID uuid) throws GuestnetException {
        SimGuest guest = getRunning(uuid);
        if (hypervisor == Hypervisor.LXC) {
            throw refusals.refused("this function is not supported by the connection driver: virDomainManagedSave");
        }
        if (!guest.isPersistent()) {
            throw refusals.refused("Requested operation is not valid: cannot do managed save for transient domain");
        }
        guest.setSaved(guest.running());
        end(guest);
    }

    void redefineSaved(UUID uuid, String text) throws GuestnetException {
        SimGuest guest = get(uuid);
        saved(guest);
        GuestText.Read read = read(text);
        if (!read.identity().uuid().equals(uuid)) {
            throw refusals.refused(
                    "Target domain uuid %s does not match source %s",
                    read.identity().uuid(), uuid);
        }
        guest.setSaved(read.text());
    }

    private String saved(SimGuest guest) throws GuestnetException {
        return guest.saved()
                .orElseThrow(() -> refusals.refused(
                        "Requested operation is not valid: no managed save image for '%s'", guest.name()));
    }

    void resume(UUID uuid) throws GuestnetException {
        SimGuest guest = getRunning(uuid);
        if (!guest.isPaused()) {
            throw refusals.refused("Requested operation is not valid: domain is already running");
        }
        guest.setState(State.RUNNING);
    }

    String xml(UUID uuid, GuestView view) throws GuestnetException {
        SimGuest guest = get(uuid);
        if (view == GuestView.SAVED) {
            return saved(guest);
        }
        if (view == GuestView.PERSISTENT) {
            return guest.configuration();
        }
        if (!guest.isActive()) {
            throw refusals.notRunning(guest.name());
        }
        return view == GuestView.LIVE ? guest.live() : guest.running();
    }

    /** libvirtd has restarted: guests go on, migrations do not. */
    void daemonRestarted() {
        for (SimGuest guest : List.copyOf(guests.values())) {
            guest.setJob(null);
            if (guest.state() == State.ARRIVING) {
                end(guest);
            }
            reclaim(guest);
        }
    }

    /** A connection whose member has left the pool meanwhile is not booked; the guest goes on, as with libvirt. */
    private void reclaim(SimGuest guest) {
        try {
            connector.reclaim(guest);
        } catch (GuestnetException e) {
            LOG.info("A connection of simulated guest {} is not booked again: {}", guest.name(), e.getMessage());
        }
    }

    /** The host's power is gone: every guest ends. */
    void powerLost() {
        List.copyOf(guests.values()).stream().filter(SimGuest::isActive).forEach(this::end);
    }

    /** The host boots: guests that start with it start, if their networks are there. */
    void boot() {
        for (SimGuest guest : List.copyOf(guests.values())) {
            if (guest.autostarts()) {
                bootOne(guest);
            }
        }
    }

    private void bootOne(SimGuest guest) {
        try {
            start(guest.uuid());
        } catch (GuestnetException e) {
            LOG.info("Simulated guest {} does not start with its host: {}", guest.name(), e.getMessage());
        }
    }
}
