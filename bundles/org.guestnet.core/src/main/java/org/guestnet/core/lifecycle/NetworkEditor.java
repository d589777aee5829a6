/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guestnet.api.DefineOptions;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.host.HostState;
import org.guestnet.core.operation.Locks;
import org.guestnet.core.operation.OperationEngine;
import org.guestnet.core.operation.PlannedStep;
import org.guestnet.core.type.Definitions;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;
import org.guestnet.model.OperationId;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.xml.NetworkDocuments;
import org.guestnet.xml.Published;
import org.guestnet.xml.Xml;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Defines networks on hosts: all that is wrong is said before the host is touched. */
@Component(service = NetworkEditor.class)
public final class NetworkEditor {

    private final Fleet fleet;
    private final Definitions definitions;
    private final OperationEngine engine;
    private final DraftCheck drafts;
    private final RunningPool pools;

    /** Its parts. */
    @Activate
    public NetworkEditor(
            @Reference Fleet fleet,
            @Reference Definitions definitions,
            @Reference OperationEngine engine,
            @Reference RunningPool pools) {
        this.fleet = fleet;
        this.definitions = definitions;
        this.engine = engine;
        this.drafts = new DraftCheck(definitions, fleet::states);
        this.pools = pools;
    }

    /** Defines a network; see the api. */
    public Operation define(HostName host, String xml, DefineOptions options) throws GuestnetException {
        fleet.host(host);
        NetworkDefinition definition = definitions.parse(xml);
        OperationId id = OperationId.random();
        engine.locks().take(Set.of(Locks.network(host, definition.name())), id, Locks.SHORTLY);
        try {
            Draft draft = drafts.check(lookedAt(host), definition, xml, options);
            List<PlannedStep> steps = steps(host, draft, options);
            Operation operation = Operation.begin(
                            id,
                            Operation.Kind.NETWORK_DEFINE,
                            draft.name().value(),
                            Optional.empty(),
                            host,
                            Optional.empty(),
                            List.of())
                    .withFindings(notices(host, draft));
            return options.dryRun()
                    ? OperationEngine.plan(operation, steps)
                    : engine.run(operation, steps, o -> readBack(o, host, draft));
        } finally {
            engine.locks().release(id);
        }
    }

    /** The host as it is now: whoever defines a network may have made its bridge a moment ago. */
    private HostState lookedAt(HostName host) throws GuestnetException {
        fleet.session(host);
        HostState now = fleet.host(host).awaitLook(Duration.ofSeconds(HostSession.DEADLINE_SECONDS));
        fleet.session(host);
        return now;
    }

    private List<Finding> notices(HostName host, Draft draft) throws GuestnetException {
        List<Finding> notices = new ArrayList<>(draft.meaning().findings());
        Optional<NetworkReport> running = draft.before().filter(NetworkReport::active);
        if (running.isPresent()) {
            notices.addAll(pools.foreseen(fleet.host(host).state(), running.get(), draft.publishable(draft.uuid())));
        }
        return notices.stream().map(f -> f.on(host).on(draft.name())).toList();
    }

    private List<PlannedStep> steps(HostName host, Draft draft, DefineOptions options) throws GuestnetException {
        List<PlannedStep> steps = new ArrayList<>();
        UUID uuid = draft.uuid();
        steps.add(new PlannedStep(
                DefineWords.define(host, draft.definition(), draft.original()),
                () -> publish(host, draft, uuid),
                draft.before().isPresent() ? "define it as it was" : "undefine it",
                () -> restore(host, draft)));
        boolean autostart = draft.before().map(NetworkReport::autostart).orElse(false);
        if (autostart != options.autostart()) {
            steps.add(new PlannedStep(
                    DefineWords.autostart(options.autostart()),
                    () -> fleet.session(host).setNetworkAutostart(draft.name(), options.autostart()),
                    "set autostart as it was",
                    () -> restoreAutostart(host, draft, autostart)));
        }
        return steps;
    }

    private void restoreAutostart(HostName host, Draft draft, boolean autostart) throws GuestnetException {
        fleet.session(host).setNetworkAutostart(draft.name(), autostart);
    }

    private void publish(HostName host, Draft draft, UUID uuid) throws GuestnetException {
        HostSession session = fleet.session(host);
        session.defineNetwork(draft.publishable(uuid));
        seal(session, draft.definition(), draft.original(), session.network(draft.name()));
    }

    /**
     * Notes in the metadata the hash of what libvirt made of the definition. Only libvirt knows its defaults, so what it made is read
     * back and defined again, with the hash.
     */
    private static void seal(HostSession session, NetworkDefinition definition, String original, NetworkReport made)
            throws GuestnetException {
        Optional<String> hash = Optional.of(NetworkDocuments.hash(made.configXml()));
        session.defineNetwork(
                NetworkDocuments.publish(definition, original, Xml.parse(made.configXml()), made.uuid(), hash));
    }

    /**
     * Completes a definition that was interrupted, if the host has what it was to define; another document is left as it is.
     *
     * @return whether the host has it, complete now
     */
    public boolean complete(Operation operation, NetworkReport there) throws GuestnetException {
        Optional<Published> published = NetworkDocuments.published(there.configXml());
        if (published.isEmpty()) {
            return false;
        }
        String original = published.get().original();
        NetworkDefinition definition = definitions.parse(original);
        if (!DefineWords.isOf(operation, definition, original)) {
            return false;
        }
        HostSession session = fleet.session(operation.host());
        if (published.get().hash().isEmpty()) {
            seal(session, definition, original, there);
        }
        if (DefineWords.isAutostartWanted(operation, !there.autostart())) {
            session.setNetworkAutostart(there.name(), !there.autostart());
        }
        fleet.host(operation.host()).patch(session.network(there.name()));
        return true;
    }

    private void restore(HostName host, Draft draft) throws GuestnetException {
        HostSession session = fleet.session(host);
        if (draft.before().isPresent()) {
            session.defineNetwork(draft.before().get().configXml());
        } else if (session.observe().networks().stream().anyMatch(n -> n.name().equals(draft.name()))) {
            session.undefineNetwork(draft.name());
        }
    }

    private Operation readBack(Operation operation, HostName host, Draft draft) throws GuestnetException {
        NetworkReport made = fleet.session(host).network(draft.name());
        fleet.host(host).patch(made);
        Optional<Published> published = NetworkDocuments.published(made.configXml());
        if (published.isEmpty()
                || !definitions
                        .parse(published.get().original())
                        .root()
                        .equals(draft.definition().root())) {
            throw new GuestnetException(Finding.blocker(
                            Codes.NOT_AS_ASKED,
                            "the definition cannot be read back from the host whole",
                            "see net:dumpxml " + host + " " + draft.name())
                    .on(host)
                    .on(draft.name()));
        }
        return made.active() ? bringInStep(operation, host, draft) : operation.in(State.DONE);
    }

    /** The definition is in force; its running pool follows at once, or when what holds it back is gone. */
    private Operation bringInStep(Operation operation, HostName host, Draft draft) throws GuestnetException {
        List<Finding> findings = new ArrayList<>(draft.meaning().findings());
        findings.addAll(pools.follow(host, draft.name()));
        return operation
                .withFindings(findings.stream()
                        .map(f -> f.on(host).on(draft.name()))
                        .distinct()
                        .toList())
                .in(State.DONE);
    }
}
