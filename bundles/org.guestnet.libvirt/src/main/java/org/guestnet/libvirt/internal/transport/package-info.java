/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The way to a host's libvirt daemon, as a stream of bytes that this process owns: so it can be ended at any moment, and libvirt is
 * never given an address of a user's.
 */
package org.guestnet.libvirt.internal.transport;
