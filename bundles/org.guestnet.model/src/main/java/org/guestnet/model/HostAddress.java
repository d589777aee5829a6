/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a host is reached: {@code ssh://[user@]host[:port]}, {@code tls://host[:port]}, {@code unix:PATH} or {@code sim:NAME}.
 *
 * <p>The syntax is ours and it is narrow on purpose: query parameters of libvirt's own URIs run commands, so text of a user
 * never becomes part of one. Anything else, a query string for instance, is refused.
 */
public final class HostAddress {

    /** The way to the host. */
    public enum Transport {
        /** libvirt's socket on the host, through an ssh client. */
        SSH,
        /** libvirt's own TLS port. */
        TLS,
        /** libvirt's socket on this machine. */
        UNIX,
        /** A simulated host inside this process. */
        SIM;

        /** The scheme as it is written in an address, in lower case. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String FORMS =
            "write ssh://[user@]host[:port], tls://host[:port], unix:/path/of/socket or sim:NAME";
    private static final Pattern REMOTE = Pattern.compile(
            "(ssh|tls)://(?:([a-z_][a-z0-9_-]{0,31})@)?([A-Za-z0-9][A-Za-z0-9.-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}\\])(?::([0-9]{1,5}))?");
    private static final Pattern UNIX = Pattern.compile("unix:((?:/[A-Za-z0-9._-]+)+)");
    private static final Pattern SIM = Pattern.compile("sim:([A-Za-z0-9][A-Za-z0-9._-]{0,62})");
    private static final int MAX_SOCKET_PATH = 107; // sockaddr_un.sun_path, less the terminating zero
    private static final int MAX_PORT = 65535;

    private final Transport transport;
    private final Optional<String> user;
    private final String target;
    private final OptionalInt port;

    private HostAddress(Transport transport, Optional<String> user, String target, OptionalInt port) {
        this.transport = transport;
        this.user = user;
        this.target = target;
        this.port = port;
    }

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException if the text is none of the four forms
     */
    public static HostAddress parse(String text) {
        Objects.requireNonNull(text, "text");
        Matcher remote = REMOTE.matcher(text);
        if (remote.matches()) {
            return remote(text, remote);
        }
        Matcher unix = UNIX.matcher(text);
        if (unix.matches()) {
            return unix(text, unix.group(1));
        }
        Matcher sim = SIM.matcher(text);
        Checks.holds(sim.matches(), "host address", text, FORMS);
        return new HostAddress(Transport.SIM, Optional.empty(), sim.group(1), OptionalInt.empty());
    }

    private static HostAddress remote(String text, Matcher m) {
        Transport transport = m.group(1).equals("ssh") ? Transport.SSH : Transport.TLS;
        Checks.holds(transport == Transport.SSH || m.group(2) == null, "host address", text, "tls has no user");
        OptionalInt port = m.group(4) == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(m.group(4)));
        port.ifPresent(p -> Checks.holds(p >= 1 && p <= MAX_PORT, "host address", text, "a port is 1 to " + MAX_PORT));
        return new HostAddress(transport, Optional.ofNullable(m.group(2)), m.group(3), port);
    }

    private static HostAddress unix(String text, String path) {
        Checks.holds(!path.matches(".*/\\.\\.?(/.*)?"), "host address", text, "the path has no '.' or '..'");
        Checks.holds(
                path.length() <= MAX_SOCKET_PATH,
                "host address",
                text,
                "a socket's path has at most " + MAX_SOCKET_PATH + " bytes");
        return new HostAddress(Transport.UNIX, Optional.empty(), path, OptionalInt.empty());
    }

    /** The way to the host. */
    public Transport transport() {
        return transport;
    }

    /** The user to log in as; empty where ssh's own configuration decides, and for other transports. */
    public Optional<String> user() {
        return user;
    }

    /** Host name or bracketed address (ssh, tls), absolute path of the socket (unix), or name of the simulation (sim). */
    public String target() {
        return target;
    }

    /** The TCP port; empty for the transport's default. */
    public OptionalInt port() {
        return port;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HostAddress && toString().equals(other.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** The text that {@link #parse} reads. */
    @Override
    public String toString() {
        if (transport == Transport.UNIX || transport == Transport.SIM) {
            return transport + ":" + target;
        }
        return transport + "://" + user.map(u -> u + "@").orElse("") + target
                + (port.isPresent() ? ":" + port.getAsInt() : "");
    }
}
