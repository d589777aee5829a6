/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.network;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.guestnet.core.host.HostState;
import org.guestnet.core.type.Definitions;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.IpAddress;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.Connection;
import org.guestnet.spi.HostNetwork;
import org.guestnet.spi.HostNetwork.Scope;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.spi.Uplink;
import org.guestnet.spi.UplinkOnHost;

/**
 * A network's tunnel and what it means on a host; all that its provider says for itself was asked once, guarded. Immutable.
 *
 * @param uplink the tunnel
 * @param there what it means there
 * @param wire see {@link Uplink#wire}
 * @param terms see {@link Uplink#terms}
 * @param takes see {@link Uplink#takes}
 * @param meetsFleet see {@link Uplink#meetsFleet}
 * @param listedPeers see {@link Uplink#listedPeers}
 */
public record JoinedUplink(
        Uplink uplink,
        UplinkOnHost there,
        String wire,
        String terms,
        String takes,
        boolean meetsFleet,
        List<IpAddress> listedPeers) {

    private static final String MTU = "mtu";

    /** What a tunnel means on a host, guarded against its provider. */
    public static JoinedUplink on(HostState host, NetworkDefinition definition, Uplink uplink) {
        return Definitions.guarded(
                definition.type(),
                () -> new JoinedUplink(
                        uplink,
                        requireNonNull(uplink.on(host)),
                        requireNonNull(uplink.wire()),
                        requireNonNull(uplink.terms()),
                        requireNonNull(uplink.takes()),
                        uplink.meetsFleet(),
                        List.copyOf(uplink.listedPeers())),
                f -> new JoinedUplink(uplink, UplinkOnHost.nowhere(List.<Finding>of(f)), "", "", "", false, List.of()));
    }

    /** Why two ends never meet, whatever is between them; empty if they may. */
    public static Optional<String> apart(IpAddress here, IpAddress there) {
        if (here.equals(there)) {
            return Optional.of("both have address " + here);
        }
        return here.isV6() == there.isV6()
                ? Optional.empty()
                : Optional.of("addresses " + here + " and " + there + " are of different versions of IP");
    }

    /** Whether its provider broke its contract, so that nothing is known of it. */
    public boolean isBroken() {
        return there.findings().stream().anyMatch(f -> f.code().equals(Codes.PROVIDER_FAILED));
    }

    /** What its network means there: it reaches beyond the host, and carries no more than the tunnel does. */
    public HostNetwork joining(HostNetwork network) {
        List<Finding> findings = new ArrayList<>(network.findings());
        findings.addAll(there.findings());
        tooMuch(network.libvirtNetwork()).ifPresent(findings::add);
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

    /** Guests would be told to send what the tunnel loses. */
    private Optional<Finding> tooMuch(XmlElement network) {
        return network.first(MTU)
                .filter(m -> there.mtu().isPresent()
                        && m.attribute("size")
                                .filter(s -> s.matches("[0-9]{1,9}")
                                        && Integer.parseInt(s) > there.mtu().getAsInt())
                                .isPresent())
                .map(m -> Finding.blocker(
                                Codes.TUNNEL_MTU,
                                "<mtu size='" + m.attribute("size").get() + "'> is more than the tunnel carries: "
                                        + there.mtu().getAsInt(),
                                "leave <mtu> out: it is set to what fits")
                        .at(m.place()));
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
