/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Simulated hosts behind the interface of a hypervisor driver. {@link org.guestnet.sim.internal.SimDriver} owns the hosts; a
 * {@link org.guestnet.sim.internal.SimHost} is what a test looks at and breaks.
 */
package org.guestnet.sim.internal;
