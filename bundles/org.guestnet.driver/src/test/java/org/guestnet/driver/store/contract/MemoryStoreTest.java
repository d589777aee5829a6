/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver.store.contract;

import org.guestnet.driver.store.ClaimStore;
import org.guestnet.driver.store.HostStore;
import org.guestnet.driver.store.Journal;
import org.junit.jupiter.api.Nested;

class MemoryStoreTest {

    private final MemoryStore store = new MemoryStore();

    @Nested
    class AsHostStore extends HostStoreContract {
        @Override
        protected HostStore hostStore() {
            return store;
        }
    }

    @Nested
    class AsClaimStore extends ClaimStoreContract {
        @Override
        protected ClaimStore claimStore() {
            return store;
        }
    }

    @Nested
    class AsClaimStoreOfMany extends ConcurrentClaimsContract {
        @Override
        protected ClaimStore claimStore() {
            return store;
        }
    }

    @Nested
    class AsJournal extends JournalContract {
        @Override
        protected Journal journal() {
            return store;
        }
    }
}
