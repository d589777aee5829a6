/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostFacts;
import org.guestnet.driver.HostListener;
import org.guestnet.driver.HostReport;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HostUnreachableException;
import org.guestnet.driver.Migration;
import org.guestnet.driver.MigrationProgress;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Port;

/** A session with a simulated host: each call passes the faults that are ordered, and then asks the host under its lock. */
final class SimSession implements HostSession {

    private final SimHost host;
    private final HostListener listener;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    SimSession(SimHost host, HostListener listener) {
        this.host = host;
        this.listener = listener;
    }

    /** A step without an answer. */
    @FunctionalInterface
    interface Act {
        void act() throws GuestnetException;
    }

    SimHost host() {
        return host;
    }

    <T> T ask(SimCall call, Ask<T> ask) throws GuestnetException {
        requireOpen();
        SimFault fault = host.faults().take(call);
        fault.before(this, call);
        requireOpen();
        T answer = host.locked(ask);
        if (call.isTold()) {
            host.tell();
        }
        fault.after(this, call);
        return answer;
    }

    void act(SimCall call, Act act) throws GuestnetException {
        ask(call, () -> {
            act.act();
            return null;
        });
    }

    void requireOpen() throws HostUnreachableException {
        if (ended.isDone()) {
            throw host.refusals().ended();
        }
    }

    /** Blocks until that is done, and no longer than the session lives. */
    void await(CompletableFuture<Void> done, boolean deadline) throws GuestnetException {
        Duration most = deadline ? host.options().deadline() : Duration.ofDays(1);
        try {
            CompletableFuture.anyOf(done, ended).get(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw host.refusals().timeout();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw host.refusals().timeout();
        } catch (ExecutionException e) {
            throw new IllegalStateException("neither of the two can fail", e);
        }
        requireOpen();
    }

    /** Blocks while the hosts' time passes. */
    void pass(Duration duration) throws GuestnetException {
        try {
            host.options().time().pass(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw host.refusals().timeout();
        }
    }

    void tellChanged() {
        host.events().tell(() -> {
            if (!ended.isDone()) {
                listener.changed();
            }
        });
    }

    /** The session ends by itself. */
    void lose(String reason) {
        if (ended.complete(null)) {
            host.events().tell(() -> listener.lost(reason));
        }
    }

    @Override
    public void close() {
        ended.complete(null);
        host.remove(this);
    }

    @Override
    public HostFacts facts() {
        return host.facts();
    }

    @Override
    public HostReport observe() throws GuestnetException {
        return ask(SimCall.OBSERVE, host::observe);
    }

    @Override
    public void defineNetwork(String xml) throws GuestnetException {
        act(SimCall.DEFINE_NETWORK, () -> host.networks().define(xml));
    }

    @Override
    public void undefineNetwork(NetworkName network) throws GuestnetException {
        act(SimCall.UNDEFINE_NETWORK, () -> host.networks().undefine(network));
    }

    @Override
    public void startNetwork(NetworkName network) throws GuestnetException {
        act(SimCall.START_NETWORK, () -> host.networks().start(network));
    }

    @Override
    public void stopNetwork(NetworkName network) throws GuestnetException {
        act(SimCall.STOP_NETWORK, () -> host.networks().stop(network));
    }

    @Override
    public void setNetworkAutostart(NetworkName network, boolean autostart) throws GuestnetException {
        act(SimCall.AUTOSTART_NETWORK, () -> host.networks().get(network).setAutostart(autostart));
    }

    @Override
    public void updatePool(NetworkName network, DeviceName member, PoolChange change) throws GuestnetException {
        act(SimCall.UPDATE_POOL, () -> host.networks().get(network).updatePool(member, change));
    }

    @Override
    public NetworkReport network(NetworkName network) throws GuestnetException {
        return ask(SimCall.NETWORK, () -> host.networks().get(network).report());
    }

    @Override
    public Port createPort(Port port) throws GuestnetException {
        return ask(
                SimCall.CREATE_PORT, () -> host.networks().get(port.network()).create(port));
    }

    @Override
    public void deletePort(NetworkName network, UUID port) throws GuestnetException {
        act(SimCall.DELETE_PORT, () -> host.networks().get(network).delete(port));
    }

    @Override
    public Optional<GuestReport> guest(UUID guest) throws GuestnetException {
        return ask(SimCall.GUEST, () -> {
            Optional<SimGuest> known = host.guests().find(guest);
            return known.isPresent() ? Optional.of(known.get().report()) : Optional.empty();
        });
    }

    @Override
    public String guestXml(UUID guest, GuestView view) throws GuestnetException {
        return ask(SimCall.GUEST_XML, () -> host.guests().xml(guest, view));
    }

    @Override
    public void defineGuest(String xml) throws GuestnetException {
        act(SimCall.DEFINE_GUEST, () -> host.guests().define(xml));
    }

    @Override
    public void undefineGuest(UUID guest) throws GuestnetException {
        act(SimCall.UNDEFINE_GUEST, () -> host.guests().undefine(guest));
    }

    @Override
    public void startGuest(UUID guest) throws GuestnetException {
        act(SimCall.START_GUEST, () -> host.guests().start(guest));
    }

    @Override
    public void startGuestAs(String xml) throws GuestnetException {
        act(SimCall.START_GUEST_AS, () -> host.guests().startAs(xml));
    }

    @Override
    public void redefineSavedGuest(UUID guest, String xml) throws GuestnetException {
        act(SimCall.REDEFINE_SAVED, () -> host.guests().redefineSaved(guest, xml));
    }

    @Override
    public void saveGuest(UUID guest) throws GuestnetException {
        act(SimCall.SAVE_GUEST, () -> host.guests().save(guest));
    }

    @Override
    public void shutdownGuest(UUID guest) throws GuestnetException {
        act(SimCall.SHUTDOWN_GUEST, () -> host.guests().shutdown(guest));
    }

    @Override
    public void destroyGuest(UUID guest) throws GuestnetException {
        act(SimCall.DESTROY_GUEST, () -> host.guests().destroy(guest));
    }

    @Override
    public void resumeGuest(UUID guest) throws GuestnetException {
        act(SimCall.RESUME_GUEST, () -> {
            host.guests().resume(guest);
            host.interfaces().letGo(guest);
        });
    }

    @Override
    public Optional<Duration> migrate(UUID guest, HostSession destination, Migration migration)
            throws GuestnetException {
        SimSession there = simulated(destination);
        return migration.peer().isPresent()
                ? new PeerMigration(guest, this, there.host(), migration).run()
                : new SimMigration(guest, this, there, migration).run();
    }

    @Override
    public void moveConfiguration(UUID guest, HostSession destination) throws GuestnetException {
        new ConfigurationMove(guest, this, simulated(destination)).run();
    }

    private SimSession simulated(HostSession session) throws GuestnetException {
        if (session instanceof SimSession simulated) {
            return simulated;
        }
        throw host.refusals().refused("the destination is not a simulated host");
    }

    @Override
    public void setGuestAutostart(UUID guest, boolean autostart) throws GuestnetException {
        act(SimCall.AUTOSTART_GUEST, () -> host.guests().setAutostart(guest, autostart));
    }

    @Override
    public void attachInterface(UUID guest, String interfaceXml, Extent extent) throws GuestnetException {
        act(SimCall.ATTACH_INTERFACE, () -> host.interfaces().attach(guest, interfaceXml, extent));
    }

    @Override
    public void detachInterface(UUID guest, MacAddress nic, Extent extent) throws GuestnetException {
        act(SimCall.DETACH_INTERFACE, () -> host.interfaces().detach(guest, nic, extent));
    }

    @Override
    public void updateInterface(UUID guest, String interfaceXml, Extent extent) throws GuestnetException {
        act(SimCall.UPDATE_INTERFACE, () -> host.interfaces().update(guest, interfaceXml, extent));
    }

    @Override
    public Optional<MigrationProgress> migrationProgress(UUID guest) throws GuestnetException {
        return ask(
                SimCall.PROGRESS,
                () -> host.guests().find(guest).flatMap(SimGuest::job).map(MigrationJob::progress));
    }

    @Override
    public void abortMigration(UUID guest) throws GuestnetException {
        act(
                SimCall.ABORT,
                () -> host.guests().find(guest).flatMap(SimGuest::job).ifPresent(MigrationJob::abort));
    }
}
