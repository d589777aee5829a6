/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.tunnel.internal;

/**
 * What tells one VXLAN from another.
 *
 * @param id its network identifier
 * @param port UDP port
 */
record Vni(int id, int port) {

    @Override
    public String toString() {
        return "VXLAN id " + id + " at UDP port " + port;
    }
}
