/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.seen;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.guestnet.hostlink.internal.shell.Answer;
import org.guestnet.hostlink.internal.shell.HostShell;
import org.guestnet.hostlink.internal.shell.Order;
import org.guestnet.hostlink.internal.shell.ShellException;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.link.ArrivalGuard;
import org.guestnet.model.link.HostCommand;
import org.guestnet.model.link.IpsecTunnel;
import org.guestnet.model.link.LinkResource;
import org.guestnet.model.link.PortFilter;

/** Asks a host's tools for its links; changes nothing. */
public final class Looker {

    private static final Order ADDRESSES = Order.of("ip", "-d", "-j", "-s", "address", "show");
    private static final Order ENTRIES = Order.of("bridge", "-j", "fdb", "show");
    private static final Order ROUTES = Order.of("ip", "-6", "-j", "route", "show", "proto", "97", "type", "prohibit");
    private static final Order TABLES = Order.of("nft", "-j", "list", "tables");
    private static final Order FILES = Order.of("grep", "-rsHm1", "guestnet.gx", TunnelFile.DIRECTORY);
    private static final Order CONNECTIONS = Order.of("swanctl", "--list-conns", "--raw");
    private static final Order ASSOCIATIONS = Order.of("swanctl", "--list-sas", "--raw");

    private final HostShell shell;

    /** @param shell that of the host */
    public Looker(HostShell shell) {
        this.shell = shell;
    }

    /**
     * Looks.
     *
     * @param about what is of interest; the daemon is asked only if there are tunnels, commands only if they are named
     * @throws GuestnetException {@code HOST_REFUSED} if a tool fails that every host has
     */
    public Snapshot look(Collection<LinkResource> about) throws ShellException, GuestnetException {
        Map<String, TunnelFile> files = TunnelFile.read(shell.run(FILES).output());
        boolean tunnels = !files.isEmpty() || about.stream().anyMatch(IpsecTunnel.class::isInstance);
        return new Snapshot(
                read(ADDRESSES, Device::read),
                read(ENTRIES, Entry::read),
                read(ROUTES, Routes::read),
                tables(about),
                files,
                tunnels ? daemon() : Daemon.UNASKED,
                commands(about));
    }

    /** Asks nothing: whether the host answers. */
    public void greet() throws ShellException {
        shell.run(Order.of("true"));
    }

    private <T> T read(Order order, Function<String, T> reader) throws ShellException, GuestnetException {
        return read(order, shell.run(order), reader);
    }

    private static <T> T read(Order order, Answer answer, Function<String, T> reader) throws GuestnetException {
        if (!answer.ok()) {
            throw refused(order, answer.complaint());
        }
        try {
            return reader.apply(answer.output());
        } catch (IllegalArgumentException e) {
            throw refused(order, e.getMessage());
        }
    }

    private static GuestnetException refused(Order order, String why) {
        return new GuestnetException(Finding.blocker(
                Codes.HOST_REFUSED,
                "'" + order + "' there: " + why,
                "links need iproute2 and nftables there, and a user who may change the network"));
    }

    /** A host on which no table is wanted needs no nft. */
    private Set<Table> tables(Collection<LinkResource> about) throws ShellException, GuestnetException {
        boolean wanted = about.stream().anyMatch(r -> r instanceof PortFilter || r instanceof ArrivalGuard);
        Answer answer = shell.run(TABLES);
        return answer.lacksProgram() && !wanted ? Set.of() : read(TABLES, answer, Table::read);
    }

    /** What the IPsec daemon knows now. */
    public Daemon daemon() throws ShellException {
        Answer connections = shell.run(CONNECTIONS);
        if (!connections.ok()) {
            return Daemon.silent(silence(connections));
        }
        Answer associations = shell.run(ASSOCIATIONS);
        return associations.ok()
                ? Daemon.of(connections.output(), associations.output())
                : Daemon.silent(silence(associations));
    }

    private static String silence(Answer answer) {
        return answer.lacksProgram()
                ? "the host has no swanctl: install strongSwan with its swanctl there"
                : "strongSwan's daemon does not answer: start it there";
    }

    private Set<HostCommand> commands(Collection<LinkResource> about) throws ShellException {
        Set<HostCommand> there = new HashSet<>();
        for (LinkResource resource : about.stream().collect(Collectors.toSet())) {
            if (resource instanceof HostCommand command
                    && shell.run(Order.of(command.check())).ok()) {
                there.add(command);
            }
        }
        return there;
    }
}
