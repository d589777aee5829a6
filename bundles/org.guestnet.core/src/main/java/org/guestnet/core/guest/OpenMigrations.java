/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.util.UUID;
import org.guestnet.core.move.MoveSteps;
import org.guestnet.driver.store.Journal;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.Kind;

/**
 * Migrations that nobody works on and that are not settled yet: the guest may run on either host, whatever is seen of the one that answers.
 * Until it is known, no copy of it is started or sent elsewhere.
 */
final class OpenMigrations {

    private final Journal journal;

    OpenMigrations(Journal journal) {
        this.journal = journal;
    }

    /** Called by who holds the guest's lock. @throws GuestnetException {@code MIGRATION_OPEN} if it has one; {@code STORE_FAILED} */
    void requireNone(UUID guest, GuestName name) throws GuestnetException {
        for (Operation operation : journal.open()) {
            if (operation.kind() == Kind.GUEST_MIGRATE
                    && MoveSteps.mayHaveLeft(operation)
                    && operation.guest().filter(guest::equals).isPresent()) {
                throw new GuestnetException(open(operation, name));
            }
        }
    }

    private static Finding open(Operation migration, GuestName name) {
        String id = migration.id().shortForm();
        return Finding.blocker(
                        Codes.MIGRATION_OPEN,
                        "guest '" + name + "' may run on host " + migration.host() + " or on host "
                                + migration.destination().orElseThrow() + ": its migration " + id + " has not ended",
                        "it is settled as soon as both hosts answer, or says what is to be done: op:show " + id)
                .on(migration.host());
    }
}
