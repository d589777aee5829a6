/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.view;

import java.util.List;
import java.util.OptionalLong;
import org.guestnet.api.MeshMember;
import org.guestnet.api.MeshMember.Peer;
import org.guestnet.model.IpAddress;
import org.guestnet.shell.internal.Json;
import org.guestnet.shell.internal.Table;
import org.guestnet.shell.internal.View;

/** Members of a mesh. */
public final class MeshView implements View<MeshMember> {

    @Override
    public Table table(List<MeshMember> members) {
        Table table = new Table(
                "No host has the network with a tunnel.",
                "HOST",
                "STATE",
                "ENDPOINT",
                "MTU",
                "PEERS",
                "HANDSHAKE",
                "RECEIVED",
                "SENT",
                "PROBLEM");
        members.forEach(m -> table.row(
                m.host(),
                m.state(),
                m.endpoint().map(IpAddress::toString).orElse("-"),
                m.mtu().isPresent() ? m.mtu().getAsInt() : "-",
                m.peers().stream().filter(Peer::up).count() + "/" + m.peers().size(),
                oldest(m),
                bytes(m.received()),
                bytes(m.sent()),
                m.problem()));
        return table;
    }

    private static String oldest(MeshMember member) {
        OptionalLong oldest = member.peers().stream()
                .flatMapToLong(p -> p.handshakeSeconds().stream())
                .max();
        return oldest.isPresent() ? oldest.getAsLong() + " s ago" : "-";
    }

    private static String bytes(OptionalLong bytes) {
        return bytes.isPresent() ? Long.toString(bytes.getAsLong()) : "-";
    }

    @Override
    public Object json(MeshMember member) {
        return Json.object(
                "host",
                member.host(),
                "state",
                member.state(),
                "endpoint",
                member.endpoint().map(IpAddress::toString),
                "mtu",
                member.mtu(),
                "received",
                member.received(),
                "sent",
                member.sent(),
                "peers",
                member.peers().stream().map(MeshView::json).toList(),
                "problem",
                member.problem());
    }

    private static Object json(Peer peer) {
        return Json.object(
                "name",
                peer.name(),
                "up",
                peer.up(),
                "handshakeSeconds",
                peer.handshakeSeconds(),
                "problem",
                peer.problem());
    }
}
