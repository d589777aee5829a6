/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.guestnet.model.DeviceName;
import org.guestnet.model.HostDevice;
import org.guestnet.model.HostName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the host's own shell tells of its links. A look never waits for it: it gets what is known, and begins another question if that
 * is old, or if libvirt shows other devices than at the last one. Whoever listens to the session is told when the answer differs.
 */
final class LinkWatch {

    private static final Logger LOG = LoggerFactory.getLogger(LinkWatch.class);
    private static final long SOON = Duration.ofSeconds(5).toNanos();
    private static final long USUAL = Duration.ofSeconds(30).toNanos();
    private static final long NEVER_WORKED = Duration.ofMinutes(5).toNanos();
    private static final Pattern OF_GUESTS = Pattern.compile("(vnet|macvtap|macvlan)\\d+"); // come and go all the time

    private final HostName host;
    private final Question question;
    private final Executor threads;
    private final Runnable changed;
    private final LongSupplier nanos;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile Answer last = new Answer(List.of(), Set.of(), 0, true, false);

    /** Asks the host. */
    interface Question {
        String ask() throws IOException;
    }

    private record Answer(List<HostDevice> links, Set<HostDevice> about, long at, boolean first, boolean worked) {}

    /**
     * A watch that has not asked yet.
     *
     * @param threads on which it is asked
     * @param changed called when the answer differs from the one before
     * @param nanos the time
     */
    LinkWatch(HostName host, Question question, Executor threads, Runnable changed, LongSupplier nanos) {
        this.host = host;
        this.question = question;
        this.threads = threads;
        this.changed = changed;
        this.nanos = nanos;
    }

    /** What is known; does not block. @param devices what libvirt shows */
    List<HostDevice> links(List<HostDevice> devices) {
        Set<HostDevice> about = devices.stream()
                .filter(d -> !OF_GUESTS.matcher(d.name().value()).matches())
                .collect(Collectors.toSet());
        if (isDue(about) && asking.compareAndSet(false, true)) {
            begin(about);
        }
        return last.links();
    }

    private boolean isDue(Set<HostDevice> about) {
        Answer known = last;
        long age = nanos.getAsLong() - known.at();
        if (known.first()) {
            return true;
        }
        if (!known.worked() && known.links().isEmpty()) {
            return age > NEVER_WORKED;
        }
        return age > USUAL || age > SOON && !about.equals(known.about());
    }

    private void begin(Set<HostDevice> about) {
        try {
            threads.execute(() -> {
                boolean differs;
                try {
                    differs = ask(about);
                } finally {
                    asking.set(false);
                }
                if (differs) {
                    changed.run();
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("{}: the session is closed", host, e);
        }
    }

    private boolean ask(Set<HostDevice> about) {
        List<HostDevice> before = last.links();
        try {
            List<HostDevice> links = IpLinks.read(question.ask(), physical(about));
            last = new Answer(links, about, nanos.getAsLong(), false, true);
        } catch (IOException | IllegalArgumentException e) {
            failed(about, e);
        }
        return !before.equals(last.links());
    }

    private static Set<DeviceName> physical(Set<HostDevice> about) {
        return about.stream()
                .filter(d -> d.pci().isPresent() && d.function().isEmpty())
                .map(HostDevice::name)
                .collect(Collectors.toSet());
    }

    /** No shell access is no error. What cannot have changed stays known. */
    private void failed(Set<HostDevice> about, Exception problem) {
        if (last.first() || last.worked()) {
            LOG.warn(
                    "{}: the host's shell does not list its links, so what only it tells is not known: {}",
                    host,
                    problem.getMessage());
        }
        List<HostDevice> lasting = last.links().stream().map(LinkWatch::lasting).toList();
        last = new Answer(lasting, about, nanos.getAsLong(), false, false);
    }

    private static HostDevice lasting(HostDevice link) {
        HostDevice bare = HostDevice.of(link.name(), link.kind());
        HostDevice seated = link.pci().map(bare::withPci).orElse(bare);
        return link.permanentMac().map(seated::withPermanentMac).orElse(seated);
    }
}
