/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Simulated hosts behind the interface of a hypervisor driver. {@link org.guestnet.sim.internal.SimDriver} owns the hosts; a
 * {@link org.guestnet.sim.internal.SimHost} is what a test looks at and breaks.
 *
 * <p>What is like libvirt: its choice of a pool's member, its counters and how they go wrong, ports that are booked, documents with
 * their live view, managed save, migrations in libvirt's five steps with the guest on both ends, the kernel's rules for macvtap.
 * What is not: virtual functions and {@code hostdev} networks are refused, a portgroup's and a virtualport's settings have no effect,
 * and packets do not exist.
 */
package org.guestnet.sim.internal;
