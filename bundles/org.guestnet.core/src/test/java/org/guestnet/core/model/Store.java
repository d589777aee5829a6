/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.model;

import org.guestnet.driver.store.ClaimStore;
import org.guestnet.driver.store.HostStore;
import org.guestnet.driver.store.Journal;

/** All three stores. */
interface Store extends HostStore, ClaimStore, Journal {}
