/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.GuestReport.State;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.MacAddress;
import org.guestnet.xml.GuestDocuments;

/** A guest of a host. Guarded by the host's lock. */
final class SimGuest {

    private final UUID uuid;
    private final GuestName name;
    private State state = State.SHUT_OFF;
    private String persistent; // null if transient
    private List<GuestInterface> configured = List.of();
    private String running; // the document that it runs from, as a migration takes it; null if it does not run
    private List<Link> links = List.of();
    private String live; // null if it does not run
    private List<GuestInterface> connected = List.of();
    private String saved; // null if there is no image
    private boolean autostart;
    private boolean busy; // writes its memory as fast as a migration moves it
    private boolean deaf; // does not shut down when asked
    private boolean clinging; // does not let go of an interface when asked
    private final Set<MacAddress> asked = new HashSet<>(); // the interfaces that it is asked to let go of
    private MigrationJob job; // null if it is not migrated away

    SimGuest(UUID uuid, GuestName name) {
        this.uuid = uuid;
        this.name = name;
    }

    UUID uuid() {
        return uuid;
    }

    GuestName name() {
        return name;
    }

    State state() {
        return state;
    }

    void setState(State value) {
        state = value;
    }

    boolean isActive() {
        return state.isActive();
    }

    boolean isPersistent() {
        return persistent != null;
    }

    /** The configuration; of a transient guest the document that it runs from. */
    String configuration() {
        return persistent != null ? persistent : running;
    }

    Optional<String> persistent() {
        return Optional.ofNullable(persistent);
    }

    void setPersistent(String text) throws GuestnetException {
        configured = text == null ? List.of() : GuestDocuments.interfaces(text);
        persistent = text;
    }

    String running() {
        return running;
    }

    String live() {
        return live;
    }

    List<Link> links() {
        return links;
    }

    void run(State how, String text, List<Link> connections) throws GuestnetException {
        String shown = GuestText.live(text, connections);
        connected = GuestDocuments.interfaces(shown);
        live = shown;
        running = text;
        links = List.copyOf(connections);
        state = how;
    }

    void end() {
        connected = List.of();
        live = null;
        running = null;
        links = List.of();
        asked.clear();
        state = State.SHUT_OFF;
        job = null;
    }

    Optional<String> saved() {
        return Optional.ofNullable(saved);
    }

    void setSaved(String text) {
        saved = text;
    }

    boolean autostarts() {
        return autostart;
    }

    void setAutostart(boolean value) {
        autostart = value;
    }

    boolean isBusy() {
        return busy;
    }

    void setBusy(boolean value) {
        busy = value;
    }

    boolean isDeaf() {
        return deaf;
    }

    void setDeaf(boolean value) {
        deaf = value;
    }

    void setClinging(boolean value) {
        clinging = value;
    }

    void askToLetGo(MacAddress nic) {
        asked.add(nic);
    }

    /** The interfaces that it lets go of now. One that is paused or on its way to another host does nothing. */
    Set<MacAddress> lettingGo() {
        boolean acts = state == State.RUNNING || state == State.RUNNING_MIGRATED;
        return clinging || !acts || job != null ? Set.of() : Set.copyOf(asked);
    }

    boolean isPaused() {
        return state == State.PAUSED || state == State.PAUSED_MIGRATING;
    }

    /** What of it is connected from now on. @param text the document that it runs from now */
    void rewire(String text, List<Link> connections) throws GuestnetException {
        run(state, text, connections);
        asked.retainAll(connections.stream().map(Link::mac).toList());
    }

    Optional<MigrationJob> job() {
        return Optional.ofNullable(job);
    }

    void setJob(MigrationJob value) {
        job = value;
    }

    GuestReport report() throws GuestnetException {
        List<GuestInterface> interfaces = persistent != null ? configured : GuestDocuments.interfaces(running);
        return new GuestReport(
                uuid,
                name,
                state,
                persistent != null,
                autostart,
                saved != null,
                interfaces,
                connected,
                GuestDocuments.held(running != null ? running : persistent));
    }
}
