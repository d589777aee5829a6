/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that was planned, is being done, or was done to hosts: a start, a migration, a definition. Journaled step by step,
 * so that it can be resumed or undone after the manager was killed.
 *
 * @param id its id
 * @param kind what is done
 * @param subject what it is done to: a guest's or a network's name
 * @param guest the guest's UUID, if it is about a guest
 * @param host where; for a migration the source
 * @param destination where to, for a migration
 * @param state how far it is
 * @param steps in the order in which they are done
 * @param findings notices, and the reasons of a failure
 * @param interfaces the guest's interfaces and how they are connected, when known
 * @param ports guests' ports that it takes away and books again: whoever settles it deletes no other
 * @param started when it was journaled
 * @param ended when it was over; empty while it is not
 */
public record Operation(
        OperationId id,
        Kind kind,
        String subject,
        Optional<UUID> guest,
        HostName host,
        Optional<HostName> destination,
        State state,
        List<Step> steps,
        List<Finding> findings,
        List<InterfaceReport> interfaces,
        List<UUID> ports,
        Instant started,
        Optional<Instant> ended) {

    /** What is done. */
    public enum Kind {
        /** A network is defined or redefined. */
        NETWORK_DEFINE,
        /** A network is started. */
        NETWORK_START,
        /** A network is stopped. */
        NETWORK_STOP,
        /** A network is set to start with its host, or not to. */
        NETWORK_AUTOSTART,
        /** A network is undefined. */
        NETWORK_UNDEFINE,
        /** The members of a running network's pool are changed, or ports are booked again. */
        NETWORK_UPDATE,
        /** A guest is started. */
        GUEST_START,
        /** A guest is stopped. */
        GUEST_STOP,
        /** A guest is migrated. */
        GUEST_MIGRATE,
        /** A guest's connections are prepared for somebody else to start it. */
        GUEST_PREPARE,
        /** A guest gets another interface. */
        GUEST_ATTACH,
        /** A guest loses an interface. */
        GUEST_DETACH,
        /** A guest's interface moves to another network. */
        GUEST_MOVE_NIC,
        /** All guests of a host are migrated to others, each by an operation of its own. */
        HOST_DRAIN
    }

    /** How far an operation is. */
    public enum State {
        /** Nothing was done: a dry run. */
        PLANNED,
        /** It is being done. */
        RUNNING,
        /** Prepared, waiting for commit or cancel. */
        PREPARED,
        /** Done, and read back. */
        DONE,
        /** Not done; what had been done was undone. */
        UNDONE,
        /** A host does not answer: what happened there is not known. Resolved as soon as it answers. */
        UNCERTAIN;

        /** Whether it is over for good. */
        public boolean isOver() {
            return this == DONE || this == UNDONE || this == PLANNED;
        }
    }

    /**
     * One step of an operation.
     *
     * @param what what it does, for people
     * @param undo how it is undone, for people; empty if there is nothing to undo
     * @param state how far it is
     */
    public record Step(String what, String undo, StepState state) {

        /** @throws NullPointerException if a part is null */
        public Step {
            requireNonNull(what, "what");
            requireNonNull(undo, "undo");
            requireNonNull(state, "state");
        }

        /** The same step in another state. */
        public Step in(StepState other) {
            return new Step(what, undo, other);
        }
    }

    /** How far a step is. */
    public enum StepState {
        /** Not reached. */
        PLANNED,
        /** Begun; whether it took effect is known only by looking at the host. */
        BEGUN,
        /** Done. */
        DONE,
        /** Failed. */
        FAILED,
        /** Done and undone again. */
        UNDONE
    }

    /**
     * How a guest interface is connected, before and after.
     *
     * @param mac the interface
     * @param network the network that it names
     * @param before how it was connected; empty for a start
     * @param after how it is connected now; empty if it is not
     * @param gap how long it did not answer, by the hypervisor's own measure; empty if that is not known
     * @param announced whether its new place was announced on the wire, so that switches learn it
     */
    public record InterfaceReport(
            MacAddress mac,
            NetworkName network,
            Optional<Plug> before,
            Optional<Plug> after,
            Optional<Duration> gap,
            boolean announced) {

        /** @throws NullPointerException if a part is null */
        public InterfaceReport {
            requireNonNull(mac, "mac");
            requireNonNull(network, "network");
            requireNonNull(before, "before");
            requireNonNull(after, "after");
            requireNonNull(gap, "gap");
        }

        /** Without a gap, and not announced: of a start. */
        public InterfaceReport(MacAddress mac, NetworkName network, Optional<Plug> before, Optional<Plug> after) {
            this(mac, network, before, after, Optional.empty(), false);
        }
    }

    /** Copies the lists. @throws NullPointerException if a part is null */
    public Operation {
        requireNonNull(id, "id");
        requireNonNull(kind, "kind");
        requireNonNull(subject, "subject");
        requireNonNull(guest, "guest");
        requireNonNull(host, "host");
        requireNonNull(destination, "destination");
        requireNonNull(state, "state");
        steps = List.copyOf(steps);
        findings = List.copyOf(findings);
        interfaces = List.copyOf(interfaces);
        ports = List.copyOf(ports);
        requireNonNull(started, "started");
        requireNonNull(ended, "ended");
    }

    /** Without ports. */
    public Operation(
            OperationId id,
            Kind kind,
            String subject,
            Optional<UUID> guest,
            HostName host,
            Optional<HostName> destination,
            State state,
            List<Step> steps,
            List<Finding> findings,
            List<InterfaceReport> interfaces,
            Instant started,
            Optional<Instant> ended) {
        this(
                id,
                kind,
                subject,
                guest,
                host,
                destination,
                state,
                steps,
                findings,
                interfaces,
                List.of(),
                started,
                ended);
    }

    /** A new operation in state {@link State#RUNNING} or {@link State#PLANNED}, with its steps planned. */
    public static Operation begin(
            OperationId id,
            Kind kind,
            String subject,
            Optional<UUID> guest,
            HostName host,
            Optional<HostName> destination,
            List<Step> steps) {
        return new Operation(
                id,
                kind,
                subject,
                guest,
                host,
                destination,
                State.RUNNING,
                steps,
                List.of(),
                List.of(),
                List.of(),
                Instant.now(),
                Optional.empty());
    }

    /** The same operation in another state; ended now if that state is over. */
    public Operation in(State other) {
        return new Operation(
                id,
                kind,
                subject,
                guest,
                host,
                destination,
                other,
                steps,
                findings,
                interfaces,
                ports,
                started,
                other.isOver() ? Optional.of(ended.orElseGet(Instant::now)) : Optional.empty());
    }

    /** The same operation with these steps. */
    public Operation withSteps(List<Step> others) {
        return new Operation(
                id,
                kind,
                subject,
                guest,
                host,
                destination,
                state,
                others,
                findings,
                interfaces,
                ports,
                started,
                ended);
    }

    /** The same operation with these findings. */
    public Operation withFindings(List<Finding> others) {
        return new Operation(
                id, kind, subject, guest, host, destination, state, steps, others, interfaces, ports, started, ended);
    }

    /** The same operation with these interface reports. */
    public Operation withInterfaces(List<InterfaceReport> others) {
        return new Operation(
                id, kind, subject, guest, host, destination, state, steps, findings, others, ports, started, ended);
    }

    /** The same operation with these ports. */
    public Operation withPorts(List<UUID> others) {
        return new Operation(
                id,
                kind,
                subject,
                guest,
                host,
                destination,
                state,
                steps,
                findings,
                interfaces,
                others,
                started,
                ended);
    }
}
