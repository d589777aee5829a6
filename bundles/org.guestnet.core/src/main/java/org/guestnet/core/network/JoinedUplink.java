/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.network;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.guestnet.core.host.HostState;
import org.guestnet.core.type.Definitions;
import org.guestnet.model.Finding;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.Connection;
import org.guestnet.spi.HostNetwork;
import org.guestnet.spi.HostNetwork.Scope;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.spi.Uplink;
import org.guestnet.spi.UplinkOnHost;

/**
 * A network's tunnel and what it means on a host. Immutable.
 *
 * @param uplink the tunnel
 * @param there what it means there
 */
public record JoinedUplink(Uplink uplink, UplinkOnHost there) {

    private static final String MTU = "mtu";

    /** What a tunnel means on a host, guarded against its provider. */
    public static JoinedUplink on(HostState host, NetworkDefinition definition, Uplink uplink) {
        return new JoinedUplink(
                uplink,
                Definitions.guarded(
                        definition.type(), () -> uplink.on(host), f -> UplinkOnHost.nowhere(List.<Finding>of(f))));
    }

    /** What its network means there: it reaches beyond the host, and carries no more than the tunnel does. */
    public HostNetwork joining(HostNetwork network) {
        List<Finding> findings = new ArrayList<>(network.findings());
        findings.addAll(there.findings());
        HostNetwork joined = network.withScope(Scope.SHARED).withFindings(findings);
        OptionalInt mtu = mtu(network);
        return mtu.isEmpty()
                ? joined
                : joined.withMtu(mtu.getAsInt()).withLibvirtNetwork(withMtu(network.libvirtNetwork(), mtu.getAsInt()));
    }

    private OptionalInt mtu(HostNetwork network) {
        if (network.mtu().isEmpty() || there.mtu().isEmpty()) {
            return network.mtu().isEmpty() ? there.mtu() : network.mtu();
        }
        return OptionalInt.of(Math.min(network.mtu().getAsInt(), there.mtu().getAsInt()));
    }

    /** libvirt gives it to the bridge, to its taps, and by DHCP to guests; a bridge of the host's own keeps what it has. */
    private static XmlElement withMtu(XmlElement network, int mtu) {
        boolean libvirts =
                Connection.of(network).filter(Connection.VIRTUAL::equals).isPresent();
        return libvirts && network.first(MTU).isEmpty()
                ? network.with(XmlElement.of(MTU).with("size", Integer.toString(mtu)))
                : network;
    }
}
