/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import org.guestnet.driver.GuestReport.State;
import org.guestnet.libvirt.internal.binding.GuestCalls.GuestImage;

/** libvirt's numbers for what a guest does (virDomainState and its reasons) in the words of the contract. */
final class GuestStates {

    private static final int RUNNING = 1;
    private static final int BLOCKED = 2;
    private static final int PAUSED = 3;
    private static final int CRASHED = 6;
    private static final int SUSPENDED = 7;

    private static final int RUNNING_MIGRATED = 2;
    private static final int PAUSED_MIGRATION = 2;
    private static final int PAUSED_STARTING_UP = 11;
    private static final int PAUSED_POSTCOPY = 12;
    private static final int PAUSED_POSTCOPY_FAILED = 13;

    private GuestStates() {}

    static State of(GuestImage guest) {
        if (!guest.active()) {
            return State.SHUT_OFF;
        }
        return switch (guest.state()) {
            case PAUSED -> paused(guest.reason(), guest.incoming());
            case RUNNING, BLOCKED -> guest.reason() == RUNNING_MIGRATED ? State.RUNNING_MIGRATED : State.RUNNING;
            case CRASHED, SUSPENDED -> State.PAUSED; // a machine that stands still and keeps its connections
            default -> State.RUNNING;
        };
    }

    private static State paused(int reason, boolean incoming) {
        if (reason == PAUSED_POSTCOPY || reason == PAUSED_POSTCOPY_FAILED) {
            return reason == PAUSED_POSTCOPY ? State.PAUSED_POSTCOPY : State.POSTCOPY_FAILED;
        }
        if (incoming) {
            return State.ARRIVING;
        }
        return switch (reason) {
            case PAUSED_STARTING_UP -> State.ARRIVING; // the first moments of an arrival, and of any start
            case PAUSED_MIGRATION -> State.PAUSED_MIGRATING;
            default -> State.PAUSED;
        };
    }
}
