/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.guestnet.driver.store.ManagerStore;
import org.guestnet.driver.store.ManagerStore.Work;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.junit.jupiter.api.Test;

class StepsTest {

    private final List<String> done = new ArrayList<>();

    private PlannedStep step(String name) {
        return new PlannedStep(name, () -> done.add(name), "undo", () -> done.add("undo " + name));
    }

    private PlannedStep broken() {
        return new PlannedStep(
                "broken",
                () -> {
                    throw new IllegalStateException("broken");
                },
                "undo",
                () -> done.add("undo broken"));
    }

    @Test
    void anInternalErrorUndoesWhatWasBegunToo() throws GuestnetException {
        try (Work work = ManagerStore.alone().begin()) {
            assertThatThrownBy(() -> Steps.run(List.of(step("one"), broken(), step("three")), work))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(done).containsExactly("one", "undo broken", "undo one");
    }

    @Test
    void withoutALeaseNothingIsDoneAndNothingUndone() {
        Work lost = new Work() {
            @Override
            public void check() throws GuestnetException {
                if (!done.isEmpty()) {
                    throw new GuestnetException(Finding.blocker(Codes.MANAGER_FENCED, "lost", ""));
                }
            }

            @Override
            public void close() {}
        };
        assertThatThrownBy(() -> Steps.run(List.of(step("one"), step("two")), lost))
                .isInstanceOf(GuestnetException.class);
        assertThat(done).containsExactly("one");
    }
}
