/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.move;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.guestnet.core.operation.Abort;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.Operation;

/** How long a migration may take, as it stands in the journal: a manager that adopts it keeps to that, too. */
public final class TimeLimit {

    private static final String TIMEOUT = "--timeout ";

    private TimeLimit() {}

    /** The operation with its limit, as it is given to the command: whole seconds. */
    public static Operation journaled(Operation migration, Optional<Duration> limit) {
        return limit.map(l -> Finding.notice(
                        Codes.MIGRATE_OPTIONS,
                        TIMEOUT + l.plusSeconds(1).minusNanos(1).toSeconds(),
                        ""))
                .map(f -> migration.withFindings(List.of(f)))
                .orElse(migration);
    }

    /** Why it is to be given up; empty if it is not. */
    static Optional<Finding> over(Operation migration) {
        return limit(migration)
                .filter(l -> migration.started().plus(l).isBefore(Instant.now()))
                .map(Abort::late);
    }

    private static Optional<Duration> limit(Operation migration) {
        return migration.findings().stream()
                .filter(f ->
                        f.code().equals(Codes.MIGRATE_OPTIONS) && f.detail().startsWith(TIMEOUT))
                .findFirst()
                .map(f -> Duration.ofSeconds(Long.parseLong(f.detail().substring(TIMEOUT.length()))));
    }
}
