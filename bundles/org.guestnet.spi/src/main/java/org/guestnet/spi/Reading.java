/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.guestnet.model.Finding;
import org.guestnet.model.Finding.Severity;

/**
 * What came of reading a document: a value, or what is wrong with it, all at once.
 *
 * @param <T> what was read
 */
public final class Reading<T> {

    private final T value;
    private final List<Finding> findings;

    private Reading(T value, List<Finding> findings) {
        this.value = value;
        this.findings = List.copyOf(findings);
    }

    /**
     * A value, with notices.
     *
     * @throws IllegalArgumentException if a finding is a blocker
     */
    public static <T> Reading<T> of(T value, List<Finding> notices) {
        if (notices.stream().anyMatch(f -> f.severity() == Severity.BLOCKER)) {
            throw new IllegalArgumentException("a reading with a value has no blockers");
        }
        return new Reading<>(requireNonNull(value, "value"), notices);
    }

    /**
     * No value.
     *
     * @throws IllegalArgumentException if no finding is a blocker
     */
    public static <T> Reading<T> refused(List<Finding> findings) {
        if (findings.stream().noneMatch(f -> f.severity() == Severity.BLOCKER)) {
            throw new IllegalArgumentException("a refusal has at least one blocker");
        }
        return new Reading<>(null, findings);
    }

    /** The value; empty if the document was refused. */
    public Optional<T> value() {
        return Optional.ofNullable(value);
    }

    /** Notices with a value, else all that is wrong; in document order. */
    public List<Finding> findings() {
        return findings;
    }
}
