/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.api;

/**
 * A provider of a network type.
 *
 * @param type the network type as the provider announces it; may be invalid or empty if the state is {@link State#INVALID}
 * @param state whether the provider serves
 * @param bundle symbolic name and version of the bundle that brought it
 * @param ranking its service ranking
 * @param reason why it does not serve; empty if it does
 */
public record NetworkTypeInfo(String type, State state, String bundle, int ranking, String reason) {

    /** Whether a provider serves. */
    public enum State {
        /** It serves its type. */
        ACTIVE,
        /** Another provider of the same type has a higher ranking. */
        SHADOWED,
        /** It announces no valid network type. */
        INVALID
    }
}
