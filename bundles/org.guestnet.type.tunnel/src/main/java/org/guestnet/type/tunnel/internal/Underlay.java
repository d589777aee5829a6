/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.tunnel.internal;

import java.util.List;
import java.util.Optional;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.HostDevice;
import org.guestnet.model.IpAddress;
import org.guestnet.model.Place;
import org.guestnet.model.link.LinkNames;
import org.guestnet.spi.HostView;

/** What carries a tunnel on a host, as the definition names it. */
final class Underlay {

    private final Local local;
    private final List<Peer> peers;
    private final Place tunnel;

    Underlay(Local local, List<Peer> peers, Place tunnel) {
        this.local = local;
        this.peers = peers;
        this.tunnel = tunnel;
    }

    List<IpAddress> peers() {
        return peers.stream().map(Peer::address).toList();
    }

    Place place() {
        return local.place();
    }

    /** Why the host has no end of the tunnel now; empty if it has. */
    Optional<Finding> problem(HostView host) {
        return shellMissing(host)
                .or(() -> deviceMissing(host))
                .or(() -> notKnown(host))
                .or(() -> addressMissing(host))
                .or(() -> itself(host))
                .map(f -> f.on(host.name()));
    }

    private Optional<Finding> shellMissing(HostView host) {
        return host.hasShell()
                ? Optional.empty()
                : Optional.of(Finding.blocker(
                                Codes.SHELL_MISSING,
                                "the host's shell is not reached, so no tunnel can be made on it",
                                "host:set " + host.name() + " --shell ssh://…")
                        .at(tunnel));
    }

    private Optional<Finding> deviceMissing(HostView host) {
        return local.device()
                .filter(d -> !host.devices().isEmpty() && host.device(d).isEmpty())
                .map(d -> Finding.blocker(
                                Codes.UNDERLAY_MISSING,
                                "the host has no device " + d + " for the tunnel to leave by",
                                "name a device of the host in <local dev='…'>")
                        .at(local.place()));
    }

    /** Not a blocker: guests may start, the mesh follows. */
    private Optional<Finding> notKnown(HostView host) {
        return host.knowsAddresses()
                ? Optional.empty()
                : Optional.of(Finding.notice(
                                Codes.UNDERLAY_MISSING,
                                "the host has not told its addresses yet, so its end of the tunnel is still to be made",
                                "nothing if its shell answers soon; host:show " + host.name() + " says whether it does")
                        .at(local.place()));
    }

    private Optional<Finding> addressMissing(HostView host) {
        if (endpoint(host).isPresent()) {
            return Optional.empty();
        }
        Optional<Finding> noAddress = local.address()
                .map(a -> Finding.blocker(
                        Codes.UNDERLAY_MISSING,
                        "no device of the host has address " + a,
                        "name an address of the host in <local address='…'>, or its device in <local dev='…'>"));
        return noAddress.or(() -> local.device().map(this::unaddressed)).map(f -> f.at(local.place()));
    }

    private Finding unaddressed(DeviceName device) {
        return Finding.notice(
                Codes.UNDERLAY_MISSING,
                "device " + device + " has no address that other hosts reach"
                        + version()
                                .map(v6 -> ", of the version of the listed peers")
                                .orElse(""),
                "give the device an address, or name another one in <local dev='…'>");
    }

    private Optional<Finding> itself(HostView host) {
        return peers.stream()
                .filter(p -> endpoint(host).filter(p.address()::equals).isPresent())
                .findFirst()
                .map(p -> Finding.blocker(
                                Codes.DEFINITION_INVALID, "peer " + p.address() + " is the host itself", "leave it out")
                        .at(p.place()));
    }

    /** Where peers reach the host; of a device always the same one while it keeps its addresses. */
    Optional<IpAddress> endpoint(HostView host) {
        if (local.address().isPresent()) {
            return local.address().filter(a -> host.deviceWith(a).isPresent());
        }
        List<IpAddress> routable = local.device().stream()
                .flatMap(d -> host.addresses(d).stream())
                .filter(a -> a.isRoutable() && !LinkNames.isInner(a))
                .filter(a -> version().filter(v6 -> v6 != a.isV6()).isEmpty())
                .toList();
        return routable.stream()
                .filter(a -> !a.isV6())
                .findFirst()
                .or(() -> routable.stream().findFirst());
    }

    /** Whether listed peers are of version 6, for then so is the host's end; empty if none is listed. */
    private Optional<Boolean> version() {
        return peers.stream().findFirst().map(p -> p.address().isV6());
    }

    /** The device that carries the tunnel; empty if the host does not tell. */
    Optional<HostDevice> device(HostView host) {
        return local.device()
                .or(() -> local.address().flatMap(host::deviceWith))
                .flatMap(host::device);
    }
}
