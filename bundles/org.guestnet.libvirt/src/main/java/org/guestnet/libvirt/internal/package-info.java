/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Sessions with libvirt's hosts. {@link org.guestnet.libvirt.internal.LibvirtDriver} opens them; each has two connections, so that
 * what takes long does not hold up what is short, and a deadline on every call.
 */
package org.guestnet.libvirt.internal;
