/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.seen;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.guestnet.model.link.TunnelReport;
import org.guestnet.spi.HostStep;
import org.guestnet.spi.KeyedTunnel;
import org.guestnet.spi.TunnelsOnHost;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what an extension throws from all else on the host: its tunnels are told as down then, and none is made or removed. */
final class Guarded implements TunnelsOnHost {

    private static final Logger LOG = LoggerFactory.getLogger(Guarded.class);

    private final String type;
    private final TunnelsOnHost seen; // null if it was not told
    private Optional<String> failure = Optional.empty();

    Guarded(String type, TunnelsOnHost seen) {
        this.type = type;
        this.seen = seen;
    }

    /** One that could not even say what was seen. */
    Guarded(String type, Throwable why) {
        this(type, (TunnelsOnHost) null);
        fail(why);
    }

    private <T> T ask(Function<TunnelsOnHost, T> question, T otherwise) {
        if (seen == null) {
            return otherwise;
        }
        try {
            return question.apply(seen);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            fail(e);
            return otherwise;
        }
    }

    private void fail(Throwable why) {
        LOG.debug("The provider of encryption {} failed", type, why);
        failure = Optional.of("the provider of encryption '" + type + "' failed: " + why);
    }

    @Override
    public Optional<String> silence() {
        return failure.or(() -> ask(TunnelsOnHost::silence, failure));
    }

    @Override
    public Set<String> names() {
        return ask(TunnelsOnHost::names, Set.of());
    }

    @Override
    public boolean has(KeyedTunnel tunnel) {
        return ask(t -> t.has(tunnel), false);
    }

    @Override
    public TunnelReport report(String name) {
        TunnelReport report = ask(t -> t.report(name), null);
        return report != null ? report : TunnelReport.down(failure.orElse("nothing is told of it"));
    }

    @Override
    public List<HostStep> make(List<KeyedTunnel> missing) {
        return ask(t -> t.make(missing), List.of());
    }

    @Override
    public List<HostStep> remove(Collection<String> names) {
        return ask(t -> t.remove(names), List.of());
    }

    @Override
    public List<HostStep> renew(List<KeyedTunnel> tunnels) {
        return ask(t -> t.renew(tunnels), List.of());
    }
}
