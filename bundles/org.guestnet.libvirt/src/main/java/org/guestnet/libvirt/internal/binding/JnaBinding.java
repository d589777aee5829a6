/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.binding;

/** libvirt by libvirt-java and JNA. */
public final class JnaBinding implements LibvirtBinding {

    @Override
    public LibvirtConnection open(String uri) throws LibvirtFailure {
        // The library is loaded before the binding: that order gives the binding its encoding.
        java.util.Objects.requireNonNull(JnaNative.LIBVIRT);
        return new JnaConnection(uri);
    }
}
