/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.drain;

import org.guestnet.core.guest.GuestFinder.Found;

/** Says whether a host can take a guest. Asks no host. */
@FunctionalInterface
interface SeatJudge {

    /**
     * The verdict.
     *
     * @param guest where it is, or was
     * @param vacancy another host
     */
    Verdict of(Found guest, Vacancy vacancy);
}
