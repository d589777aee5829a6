/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * libvirt's library as this bundle uses it. {@link org.guestnet.libvirt.internal.binding.LibvirtBinding} is the door; only the
 * classes named {@code Jna…} know libvirt-java and JNA, so another way into the library (java.lang.foreign) replaces just them.
 */
package org.guestnet.libvirt.internal.binding;
