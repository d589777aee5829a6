/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.api;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import java.util.function.Consumer;
import org.guestnet.model.Operation;

/** How a host is drained. Immutable. */
public final class DrainOptions {

    /** More at once would only share the same link and memory bandwidth of the host that is drained. */
    public static final int MOST_AT_ONCE = 3;

    private static final DrainOptions DEFAULTS = new DrainOptions(Set.of(), 2, false, false, drain -> {});

    private final Set<String> accepted;
    private final int parallel;
    private final boolean offline;
    private final boolean tls;
    private final Consumer<Operation> progress;

    private DrainOptions(
            Set<String> accepted, int parallel, boolean offline, boolean tls, Consumer<Operation> progress) {
        this.accepted = Set.copyOf(accepted);
        this.parallel = parallel;
        this.offline = offline;
        this.tls = tls;
        this.progress = requireNonNull(progress, "progress");
    }

    /** Running guests only, two at a time, accepting nothing. */
    public static DrainOptions defaults() {
        return DEFAULTS;
    }

    /** A copy that accepts the findings of these codes. */
    public DrainOptions accepting(Set<String> codes) {
        return new DrainOptions(codes, parallel, offline, tls, progress);
    }

    /**
     * A copy by which so many guests are on their way at once.
     *
     * @throws IllegalArgumentException if it is not from 1 to {@link #MOST_AT_ONCE}
     */
    public DrainOptions withParallel(int guests) {
        if (guests < 1 || guests > MOST_AT_ONCE) {
            throw new IllegalArgumentException(
                    "from 1 to " + MOST_AT_ONCE + " guests are moved at once, not " + guests);
        }
        return new DrainOptions(accepted, guests, offline, tls, progress);
    }

    /** A copy that also moves the configurations of guests which do not run. */
    public DrainOptions withOffline(boolean on) {
        return new DrainOptions(accepted, parallel, on, tls, progress);
    }

    /** A copy that encrypts what travels, with the certificates of the hosts. */
    public DrainOptions withTls(boolean on) {
        return new DrainOptions(accepted, parallel, offline, on, progress);
    }

    /**
     * A copy that tells the drain as it is each time that a guest is begun or has ended: on threads of the drain, several at once perhaps,
     * which wait for the listener. It is not told any more once the manager was started again.
     */
    public DrainOptions withProgress(Consumer<Operation> listener) {
        return new DrainOptions(accepted, parallel, offline, tls, listener);
    }

    /** The codes of the findings that are accepted. */
    public Set<String> accepted() {
        return accepted;
    }

    /** How many guests are on their way at once. */
    public int parallel() {
        return parallel;
    }

    /** Whether guests that do not run are moved, too. */
    public boolean offline() {
        return offline;
    }

    /** Whether what travels is encrypted. */
    public boolean tls() {
        return tls;
    }

    /** Told about progress; never null. */
    public Consumer<Operation> progress() {
        return progress;
    }
}
