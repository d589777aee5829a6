/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Sessions with libvirt's hosts. {@link org.guestnet.libvirt.internal.LibvirtDriver} opens them; each has connections for what is
 * short and others for what takes long, one call on each at a time, and every call has a deadline.
 */
package org.guestnet.libvirt.internal;
