/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import org.guestnet.libvirt.internal.binding.LibvirtBinding;
import org.guestnet.libvirt.internal.transport.Carriers;
import org.guestnet.libvirt.internal.transport.SocketDirectory;

/**
 * What every connection of the driver is made with.
 *
 * @param carriers the way to a host
 * @param sockets where the library meets it
 * @param binding the library
 */
record Reach(Carriers carriers, SocketDirectory sockets, LibvirtBinding binding) {}
