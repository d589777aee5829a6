/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.steering;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.driver.HostSession;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.OperationId;
import org.guestnet.model.Plug;
import org.guestnet.model.Port;

/**
 * Blocker ports: ports of ours that keep libvirt off members of a pool while a guest starts. Their UUIDs are derived (version 5) from
 * what they say, so that they are recognised without our store, and nobody else's port is ever deleted.
 */
public final class Blockers {

    private static final String OWNER = "guestnet";
    private static final UUID NAMESPACE = UUID.fromString("5e1f8b6c-3a57-4f0e-9d0b-2c6f1f7a9be4");
    private static final int VERSION_5 = 5;

    private Blockers() {}

    /**
     * The blockers of an operation.
     *
     * @param mode the pool's forward mode
     * @param counts how many blockers each member gets
     */
    public static List<Port> of(
            OperationId operation, NetworkName network, String mode, Map<DeviceName, Integer> counts) {
        List<Port> ports = new ArrayList<>();
        counts.forEach((device, count) -> {
            for (int i = 0; i < count; i++) {
                MacAddress mac = mac(ports.size());
                UUID id = id(network, device, mac, operation.value());
                Plug plug = Plug.direct(device, mode);
                ports.add(new Port(id, network, OWNER, operation.value(), mac, Optional.empty(), Optional.of(plug)));
            }
        });
        return ports;
    }

    /**
     * The standing blockers of a member: they stay until the reason is gone, whichever manager sees it.
     *
     * @param count how many
     */
    public static List<Port> standing(NetworkName network, String mode, DeviceName member, int count) {
        UUID owner = standingOwner(network);
        List<Port> ports = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            MacAddress mac = mac(i);
            UUID id = id(network, member, mac, owner);
            Plug plug = Plug.direct(member, mode);
            ports.add(new Port(id, network, OWNER, owner, mac, Optional.empty(), Optional.of(plug)));
        }
        return ports;
    }

    /** Whether a port is a standing blocker of ours. */
    public static boolean isStanding(Port port) {
        return port.ownerName().equals(OWNER) && port.ownerId().equals(standingOwner(port.network())) && isOurs(port);
    }

    private static UUID standingOwner(NetworkName network) {
        return version5("standing/" + network);
    }

    /** Whether a port is a blocker of ours, of an operation or a standing one. */
    public static boolean isOurs(Port port) {
        return port.ownerName().equals(OWNER)
                && port.plug()
                        .flatMap(Plug::device)
                        .map(d -> id(port.network(), d, port.mac(), port.ownerId()))
                        .filter(port.id()::equals)
                        .isPresent();
    }

    /** The operation that a blocker of ours belongs to; a standing one has none. */
    public static OperationId operation(Port blocker) {
        return new OperationId(blocker.ownerId());
    }

    /** Books them. Those that are there already stay. */
    public static void book(HostSession session, List<Port> blockers) throws GuestnetException {
        for (Port blocker : blockers) {
            session.createPort(blocker);
        }
    }

    /** Takes them away. Those that are not there are passed over. */
    public static void remove(HostSession session, List<Port> blockers) throws GuestnetException {
        for (Port blocker : blockers) {
            session.deletePort(blocker.network(), blocker.id());
        }
    }

    private static MacAddress mac(int ordinal) {
        return new MacAddress(
                String.format("0a:67:6e:%02x:%02x:%02x", ordinal >> 16 & 0xff, ordinal >> 8 & 0xff, ordinal & 0xff));
    }

    private static UUID id(NetworkName network, DeviceName device, MacAddress mac, UUID owner) {
        return version5(network + "/" + device + "/" + mac + "/" + owner);
    }

    /** RFC 9562, 5.5. */
    private static UUID version5(String name) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(NAMESPACE.getMostSignificantBits())
                    .putLong(NAMESPACE.getLeastSignificantBits())
                    .array());
            ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
            long high = hash.getLong() & 0xffffffffffff0fffL | VERSION_5 << 12;
            long low = hash.getLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
