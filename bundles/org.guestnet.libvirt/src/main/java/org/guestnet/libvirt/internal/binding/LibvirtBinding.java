/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.binding;

/** Opens connections to libvirt daemons. Any thread. */
public interface LibvirtBinding {

    /**
     * Opens a connection; blocks for as long as the daemon takes to answer.
     *
     * @param uri made by us, never a user's text: its parameters can run commands
     */
    LibvirtConnection open(String uri) throws LibvirtFailure;
}
