/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml;

import java.util.List;
import org.guestnet.model.Finding;
import org.guestnet.model.LibvirtVersion;
import org.guestnet.model.XmlElement;
import org.guestnet.xml.internal.rules.Rules;

/** libvirt's own rules of what a network may say, so that all that is wrong is known at once and before a host is touched. */
public final class LibvirtNetworkRules {

    private LibvirtNetworkRules() {}

    /**
     * Checks a network: forward mode and what it allows, pool, bridge, NAT, MTU, VLAN, bandwidth, portgroups, virtualport. Not checked
     * is what only the host knows: whether devices exist, whether names and addresses are taken. Details of {@code <ip>} and
     * {@code <dns>} beyond what the forward mode allows are left to libvirt's own answer.
     *
     * @param libvirtNetwork a {@code <network>} in libvirt's dialect; its name and uuid are not looked at
     * @param version the host's libvirt; rules differ between versions
     * @return blockers with code {@code DEFINITION_INVALID}, one a problem, each with place and remedy; empty if libvirt will take it
     */
    public static List<Finding> check(XmlElement libvirtNetwork, LibvirtVersion version) {
        return Rules.check(libvirtNetwork, version);
    }
}
