/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model.link;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.guestnet.model.DeviceName;
import org.guestnet.model.IpAddress;
import org.guestnet.model.NetworkName;

/**
 * Names of what is made on hosts: short hashes, the same on every manager, so that networks have names of any length, and what is ours is
 * known without a store. Stateless.
 */
public final class LinkNames {

    private static final int DEVICE_HASH = 5; // bytes: 12 characters with the prefix, of 15
    private static final byte[] INNER_PREFIX = {(byte) 0xfd, 0x67, 0x6e, 0x74}; // a unique local one, RFC 4193
    private static final int INNER_NETWORK = 4;
    private static final int INNER_HOST = 8;

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]+");

    private static final Pattern TUNNEL = Pattern.compile("gx[0-9a-f]{10}-[a-z0-9-]{1,27}");

    private LinkNames() {}

    /** Whether a tunnel of ours may have that name, which is {@code gx}, ten hexadecimal digits, a dash, up to 27 of a-z, 0-9 and dash. */
    public static boolean isTunnel(String name) {
        return TUNNEL.matcher(name).matches();
    }

    /** Whether programs of the host take that name as it is, also in a file of commands: letters, digits, dots, dashes, underscores. */
    public static boolean isPlain(String device) {
        return PLAIN.matcher(device).matches();
    }

    /** The bridge that libvirt makes for a network: {@code gb…}. */
    public static DeviceName bridge(NetworkName network) {
        return device('b', network);
    }

    /** A network's VXLAN device: {@code gx…}. */
    public static DeviceName vxlan(NetworkName network) {
        return device('x', network);
    }

    /** A network's device of another kind: {@code g}, a letter, ten digits. @param kind a small letter that no other kind has */
    public static DeviceName device(char kind, NetworkName network) {
        return new DeviceName("g" + kind + hash(DEVICE_HASH, network.value()));
    }

    /** The tunnel of a network to another end: the VXLAN device's name, a dash and more. */
    public static String tunnel(NetworkName network, IpAddress remote) {
        return vxlan(network) + "-" + hash(INNER_HOST, remote.toString());
    }

    /**
     * The same, of what a host shows of it.
     *
     * @param device any device of the network, made by {@link #device}
     * @param remote the other end's address inside
     */
    public static String tunnel(DeviceName device, IpAddress remote) {
        return "gx" + device.value().substring("gx".length()) + "-"
                + HexFormat.of().formatHex(remote.bytes(), INNER_HOST, 2 * INNER_HOST);
    }

    /**
     * The address that an end of a network's encrypted tunnels has inside: IPv6 within {@code fd67:6e74::/32}.
     *
     * @param endpoint its address on the underlay
     */
    public static IpAddress inner(NetworkName network, IpAddress endpoint) {
        byte[] bytes = Arrays.copyOf(INNER_PREFIX, 16);
        System.arraycopy(digest(network.value()), 0, bytes, INNER_NETWORK, INNER_NETWORK);
        System.arraycopy(digest(endpoint.toString()), 0, bytes, INNER_HOST, INNER_HOST);
        return IpAddress.of(bytes);
    }

    /** The prefix of all inner addresses of the network whose VXLAN device that is: of 64 bits, as programs take it. */
    public static String innerNetwork(DeviceName vxlan) {
        String hash = vxlan.value().substring("gx".length()); // begins as the network's part of the addresses does
        return "fd67:6e74:" + hash.substring(0, 4) + ":" + hash.substring(4, 8) + "::/64";
    }

    /** Whether {@link #inner} made it. */
    public static boolean isInner(IpAddress address) {
        return address.isV6() && Arrays.equals(Arrays.copyOf(address.bytes(), INNER_PREFIX.length), INNER_PREFIX);
    }

    private static String hash(int bytes, String text) {
        return HexFormat.of().formatHex(digest(text), 0, bytes);
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java has SHA-256", e);
        }
    }
}
