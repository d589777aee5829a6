/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.guestnet.model.GuestnetException;

/** Does its actions one after the other. That one fails is part of life; that one fails in an unforeseen way is not. */
final class Actor implements Runnable {

    private final World world;
    private final List<Action> actions;
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    Actor(World world, List<Action> actions) {
        this.world = world;
        this.actions = List.copyOf(actions);
    }

    @Override
    public void run() {
        actions.forEach(this::perform);
    }

    private void perform(Action action) {
        String outcome = "done";
        try {
            if (action.patient()) {
                world.awaitHosts();
            }
            action.act().in(world);
        } catch (GuestnetException e) {
            outcome = e.getMessage();
            if (e.code().equals("INTERNAL")) {
                world.violations.add("INTERNAL: " + action + ": " + outcome);
            }
        } catch (RuntimeException e) {
            outcome = e.toString();
            world.violations.add("UNFORESEEN: " + action + ": " + e + " at "
                    + List.of(e.getStackTrace()).subList(0, 4));
        }
        log.add(action + " → " + outcome);
    }

    /** What it has done, and how that ended. */
    List<String> log() {
        return List.copyOf(log);
    }
}
