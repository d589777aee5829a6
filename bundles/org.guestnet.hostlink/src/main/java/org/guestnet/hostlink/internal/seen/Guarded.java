/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.seen;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.guestnet.hostlink.internal.shell.Words;
import org.guestnet.model.link.LinkNames;
import org.guestnet.model.link.TunnelReport;
import org.guestnet.spi.HostStep;
import org.guestnet.spi.KeyedTunnel;
import org.guestnet.spi.TunnelsOnHost;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what an extension throws, or answers against its contract, from all else on the host: what it was asked about is not made or
 * removed then, and is told as down. Of what was thrown only the class is told: the rest may hold a key.
 */
public final class Guarded implements TunnelsOnHost {

    private static final Logger LOG = LoggerFactory.getLogger(Guarded.class);
    private static final int NETWORK = 12; // characters of a tunnel's name that all of its network have
    private static final int FRAMES = 20; // of a stack, in the log

    private final String type;
    private final TunnelsOnHost seen; // null if it was not told
    private final Map<String, String> failures = new LinkedHashMap<>();
    private String failure = ""; // the last one

    Guarded(String type, TunnelsOnHost seen) {
        this.type = type;
        this.seen = seen;
        this.failure = seen == null ? failed("it answered null") : "";
    }

    /** One that could not even say what was seen. */
    Guarded(String type, Throwable why) {
        this.type = type;
        this.seen = null;
        this.failure = failed(told(type, why));
    }

    /** What of a throwable has no key in it; the log is told where it was thrown. */
    static String told(String type, Throwable why) {
        String name = why.getClass().getName();
        LOG.debug(
                "Encryption {}: {} at {}",
                type,
                name,
                Arrays.stream(why.getStackTrace()).limit(FRAMES).toList());
        return name;
    }

    private String failed(String how) {
        return "the provider of encryption '" + type + "' failed: " + how;
    }

    /** Empty if it failed. */
    private <T> Optional<T> ask(Function<TunnelsOnHost, T> question) {
        if (seen == null) {
            return Optional.empty();
        }
        try {
            Optional<T> answer = Optional.ofNullable(question.apply(seen));
            failure = answer.isPresent() ? failure : failed("it answered null");
            return answer;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            failure = failed(told(type, e));
            return Optional.empty();
        }
    }

    private void failed(Collection<String> tunnels) {
        tunnels.forEach(name -> failures.put(name, failure));
    }

    /** Why the provider failed, by the names of the tunnels that it was asked about. */
    public Map<String, String> failures() {
        return Map.copyOf(failures);
    }

    @Override
    public Optional<String> silence() {
        return ask(TunnelsOnHost::silence).map(s -> s.map(Words::clean)).orElseGet(() -> Optional.of(failure));
    }

    /** Names of ours alone. */
    @Override
    public Set<String> names() {
        return ask(t -> t.names().stream().filter(LinkNames::isTunnel).collect(toUnmodifiableSet()))
                .orElse(Set.of());
    }

    @Override
    public boolean has(KeyedTunnel tunnel) {
        return is(tunnel, t -> t.has(tunnel));
    }

    @Override
    public boolean knows(KeyedTunnel tunnel) {
        return is(tunnel, t -> t.knows(tunnel));
    }

    private boolean is(KeyedTunnel tunnel, Function<TunnelsOnHost, Boolean> question) {
        return ask(question).orElseGet(() -> {
            failed(List.of(tunnel.name()));
            return false;
        });
    }

    @Override
    public TunnelReport report(String name) {
        return ask(t -> t.report(name)).orElseGet(() -> TunnelReport.down(failure));
    }

    /** If it fails for all it is asked for each network, and then for each tunnel: a bad one does not keep the others from being made. */
    @Override
    public List<HostStep> make(List<KeyedTunnel> missing) {
        return ask(t -> List.copyOf(t.make(List.copyOf(missing))))
                .orElseGet(() -> parts(missing).stream()
                        .flatMap(part -> make(part).stream())
                        .toList());
    }

    private Collection<List<KeyedTunnel>> parts(List<KeyedTunnel> tunnels) {
        if (seen == null || tunnels.size() == 1) {
            failed(tunnels.stream().map(KeyedTunnel::name).toList());
            return List.of();
        }
        Collection<List<KeyedTunnel>> networks = tunnels.stream()
                .collect(groupingBy(t -> t.name().substring(0, NETWORK), LinkedHashMap::new, toList()))
                .values();
        return networks.size() > 1 ? networks : tunnels.stream().map(List::of).toList();
    }

    @Override
    public List<HostStep> remove(Collection<String> names) {
        return ask(t -> List.copyOf(t.remove(List.copyOf(names)))).orElseGet(() -> nothingFor(names));
    }

    @Override
    public List<HostStep> renew(List<KeyedTunnel> tunnels) {
        return ask(t -> List.copyOf(t.renew(List.copyOf(tunnels))))
                .orElseGet(
                        () -> nothingFor(tunnels.stream().map(KeyedTunnel::name).toList()));
    }

    private List<HostStep> nothingFor(Collection<String> tunnels) {
        failed(tunnels);
        return List.of();
    }
}
