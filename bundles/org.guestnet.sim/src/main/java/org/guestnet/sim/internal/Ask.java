/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import org.guestnet.model.GuestnetException;

/** What is done on a host, under its lock. */
@FunctionalInterface
interface Ask<T> {
    T ask() throws GuestnetException;
}
