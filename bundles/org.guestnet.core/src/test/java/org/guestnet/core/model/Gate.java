/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.model;

/** Passed before each call to a host or to the store, and while a guest is moved: here another actor may come first. */
@FunctionalInterface
interface Gate {

    /**
     * Goes on when it is this thread's turn.
     *
     * @param what the call that comes next
     */
    void pass(String what);
}
