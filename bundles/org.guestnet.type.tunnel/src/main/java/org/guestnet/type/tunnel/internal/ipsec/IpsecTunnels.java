/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.tunnel.internal.ipsec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.guestnet.model.link.HostOrder;
import org.guestnet.model.link.TunnelReport;
import org.guestnet.spi.HostStep;
import org.guestnet.spi.KeyedTunnel;
import org.guestnet.spi.TunnelsOnHost;

/**
 * The IPsec tunnels of a host: a file each, which the daemon is told to read.
 *
 * @param heads the files' first lines, by the tunnels' names
 * @param daemon what it knows
 */
record IpsecTunnels(Map<String, String> heads, Charon daemon) implements TunnelsOnHost {

    private static final HostOrder LOAD = HostOrder.of("swanctl", "--load-all", "--noprompt");
    private static final int TUNNELS_AT_ONCE = 50; // a command line has an end

    @Override
    public Optional<String> silence() {
        return daemon.silence();
    }

    @Override
    public Set<String> names() {
        return heads.keySet();
    }

    @Override
    public TunnelReport report(String name) {
        return daemon.state(name);
    }

    /** One that the other end refused, because it was not made there yet, is not sought again by itself. */
    @Override
    public boolean has(KeyedTunnel tunnel) {
        return isLoaded(tunnel) && isSought(tunnel.name());
    }

    @Override
    public boolean knows(KeyedTunnel tunnel) {
        return isLoaded(tunnel);
    }

    private boolean isLoaded(KeyedTunnel tunnel) {
        return new SwanctlDocument(tunnel).head().equals(heads.get(tunnel.name()))
                && daemon.known().contains(tunnel.name());
    }

    private boolean isSought(String name) {
        return daemon.states().containsKey(name);
    }

    /** What was loaded before, and refused by the other end, is not begun by loading. */
    @Override
    public List<HostStep> make(List<KeyedTunnel> missing) {
        List<HostStep> steps = new ArrayList<>();
        missing.stream().filter(t -> !isLoaded(t)).flatMap(IpsecTunnels::write).forEach(steps::add);
        if (!steps.isEmpty()) {
            steps.add(HostStep.of(LOAD));
        }
        missing.stream().filter(this::isLoaded).map(t -> begin(t.name())).forEach(steps::add);
        return steps;
    }

    /** The file is born with its mode, under a name that the daemon does not read: a line that breaks leaves no half a file in force. */
    private static Stream<HostStep> write(KeyedTunnel tunnel) {
        String path = SwanctlFile.path(tunnel.name());
        String whole = SwanctlFile.begun(tunnel.name());
        String text = new SwanctlDocument(tunnel).text();
        return Stream.of(
                HostStep.of(
                        HostOrder.of("install", "-m", "600", "/dev/stdin", whole)
                                .reading(text),
                        tunnel.name()),
                HostStep.of(HostOrder.of("mv", "-f", whole, path), tunnel.name()));
    }

    /** Returns at once; how it ends is seen by looking. */
    private static HostStep begin(String tunnel) {
        return HostStep.of(HostOrder.of("swanctl", "--initiate", "--child", tunnel, "--timeout", "-1"), tunnel);
    }

    /** The daemon ends what it does not find any more. One that does not run has nothing to end. */
    @Override
    public List<HostStep> remove(Collection<String> names) {
        List<HostStep> steps = new ArrayList<>();
        List<String> all = List.copyOf(names);
        for (int from = 0; from < all.size(); from += TUNNELS_AT_ONCE) {
            List<String> some = all.subList(from, Math.min(from + TUNNELS_AT_ONCE, all.size()));
            Stream<String> files = some.stream().flatMap(t -> Stream.of(SwanctlFile.path(t), SwanctlFile.begun(t)));
            Stream<String> words = Stream.concat(Stream.of("rm", "-f"), files);
            steps.add(HostStep.of(HostOrder.of(words.toList()), some));
        }
        steps.add(HostStep.of(LOAD));
        return steps;
    }

    @Override
    public List<HostStep> renew(List<KeyedTunnel> tunnels) {
        Stream<HostStep> begun =
                tunnels.stream().filter(t -> !isSought(t.name())).map(t -> begin(t.name()));
        Stream<HostStep> renewed = tunnels.stream()
                .map(KeyedTunnel::tunnel)
                .filter(t -> isSought(t.name()) && SwanctlDocument.leads(t))
                .map(SwanctlDocument::connection)
                .distinct()
                .map(c -> HostStep.of(HostOrder.of("swanctl", "--rekey", "--ike", c, "--reauth"), c));
        return Stream.concat(begun, renewed).toList();
    }
}
