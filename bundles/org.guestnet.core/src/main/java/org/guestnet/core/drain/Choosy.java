/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.drain;

import java.util.Comparator;
import java.util.List;
import org.guestnet.core.guest.GuestFinder.Found;

/**
 * Which guests might find no place. One that as many hosts can take as there are guests finds one whatever becomes of the others, for each of
 * them fills one host at most: such a guest need not be judged against all hosts of a large fleet, nor be placed.
 */
final class Choosy {

    private Choosy() {}

    /** Those for which fewer hosts than there are guests have room, in the same order. */
    static List<Found> of(List<Found> guests, List<Vacancy> hosts, SeatJudge judge) {
        List<Vacancy> emptiest =
                hosts.stream().sorted(Comparator.comparing(Vacancy::guests)).toList();
        return guests.stream()
                .filter(guest -> emptiest.stream()
                                .filter(host -> judge.of(guest, host).fits())
                                .limit(guests.size())
                                .count()
                        < guests.size())
                .toList();
    }
}
