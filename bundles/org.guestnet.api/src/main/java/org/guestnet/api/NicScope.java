/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.api;

/** Which of a guest's documents a change of its interfaces is about. */
public enum NicScope {
    /** The running guest if it runs, and its configuration if it has one. */
    APPLICABLE,
    /** Only the guest as it runs: the change is gone with its next start. */
    LIVE,
    /** Only its configuration: the change serves from its next start on. */
    CONFIG
}
