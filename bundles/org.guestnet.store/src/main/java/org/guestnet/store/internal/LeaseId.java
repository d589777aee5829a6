/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import java.util.UUID;

/**
 * Under which lease something is written.
 *
 * @param manager the process
 * @param epoch which lease of that process: one more after each that was lost
 */
record LeaseId(UUID manager, long epoch) {}
