/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.seen;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.guestnet.hostlink.internal.shell.HostShell;
import org.guestnet.hostlink.internal.shell.ShellException;
import org.guestnet.hostlink.internal.shell.Words;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.link.ArrivalGuard;
import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.model.link.HostCommand;
import org.guestnet.model.link.HostOrder;
import org.guestnet.model.link.LinkResource;
import org.guestnet.model.link.PortFilter;
import org.guestnet.spi.EncryptionProvider;
import org.guestnet.spi.HostAnswer;

/** Asks a host's tools for its links; changes nothing. */
public final class Looker {

    private static final HostOrder ADDRESSES = HostOrder.of("ip", "-d", "-j", "-s", "address", "show");
    private static final HostOrder ENTRIES = HostOrder.of("bridge", "-j", "fdb", "show");
    private static final HostOrder ROUTES =
            HostOrder.of("ip", "-6", "-j", "route", "show", "proto", "97", "type", "prohibit");
    private static final HostOrder TABLES = HostOrder.of("nft", "-j", "list", "tables");
    private final HostShell shell;
    private final Map<String, EncryptionProvider> encryptions = new LinkedHashMap<>(); // by type

    /**
     * For some looks.
     *
     * @param shell that of the host
     * @param encryptions those that are known now; of several of one type the last one serves
     */
    public Looker(HostShell shell, Collection<EncryptionProvider> encryptions) {
        this.shell = shell;
        encryptions.forEach(e -> type(e).ifPresent(type -> this.encryptions.put(type, e)));
    }

    /** One that does not say it serves nobody. */
    private static Optional<String> type(EncryptionProvider encryption) {
        try {
            return Optional.ofNullable(encryption.type());
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            Guarded.told("of " + encryption.getClass().getName(), e);
            return Optional.empty();
        }
    }

    /**
     * Looks.
     *
     * @param about what is of interest; commands are asked for only if they are named
     * @throws GuestnetException {@code HOST_REFUSED} if a tool fails that every host has
     */
    public Snapshot look(Collection<LinkResource> about) throws ShellException, GuestnetException {
        return new Snapshot(
                read(ADDRESSES, Device::read),
                read(ENTRIES, Entry::read),
                read(ROUTES, Routes::read),
                tables(about),
                tunnels(about),
                commands(about));
    }

    private <T> T read(HostOrder order, Function<String, T> reader) throws ShellException, GuestnetException {
        return read(order, shell.run(order), reader);
    }

    private static <T> T read(HostOrder order, HostAnswer answer, Function<String, T> reader) throws GuestnetException {
        if (!answer.ok()) {
            throw refused(order, Words.complaint(answer));
        }
        try {
            return reader.apply(answer.output());
        } catch (IllegalArgumentException e) {
            throw refused(order, e.getMessage());
        }
    }

    private static GuestnetException refused(HostOrder order, String why) {
        return new GuestnetException(Finding.blocker(
                Codes.HOST_REFUSED,
                "'" + order + "' there: " + why,
                "links need iproute2 and nftables there, and a user who may change the network"));
    }

    /** A host on which no table is wanted needs no nft; where one is, all that must not be without it is known to be so. */
    private Tables tables(Collection<LinkResource> about) throws ShellException, GuestnetException {
        boolean wanted = about.stream().anyMatch(r -> r instanceof PortFilter || r instanceof ArrivalGuard);
        HostAnswer answer = shell.run(TABLES);
        if (answer.lacksProgram() && !wanted) {
            return Tables.of(Set.of());
        }
        try {
            return Tables.of(read(TABLES, answer, Table::read));
        } catch (GuestnetException e) {
            if (wanted) {
                return Tables.unknown(e.findings().get(0));
            }
            throw e;
        }
    }

    private Map<String, Guarded> tunnels(Collection<LinkResource> about) throws ShellException {
        Set<String> wanted = about.stream()
                .filter(EncryptedTunnel.class::isInstance)
                .map(t -> ((EncryptedTunnel) t).means().type())
                .collect(Collectors.toSet());
        Map<String, Guarded> tunnels = new HashMap<>();
        for (String type : encryptions.keySet()) {
            tunnels.put(type, ask(type, wanted.contains(type)));
        }
        return tunnels;
    }

    private Guarded ask(String type, boolean wanted) throws ShellException {
        EncryptionProvider encryption = encryptions.get(type);
        try {
            List<HostAnswer> answers = new ArrayList<>();
            for (HostOrder question : encryption.questions()) {
                if (wanted || answers.isEmpty() || !answers.get(0).output().isBlank()) {
                    answers.add(shell.run(question));
                }
            }
            return new Guarded(type, encryption.seen(List.copyOf(answers)));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            return new Guarded(type, e);
        }
    }

    /** The tunnels of an encryption that is known here, as they are now. */
    public Guarded tunnels(String type) throws ShellException {
        return ask(type, true);
    }

    private Set<HostCommand> commands(Collection<LinkResource> about) throws ShellException {
        Set<HostCommand> there = new HashSet<>();
        for (LinkResource resource : about.stream().collect(Collectors.toSet())) {
            if (resource instanceof HostCommand command
                    && shell.run(HostOrder.of(command.check())).ok()) {
                there.add(command);
            }
        }
        return there;
    }
}
