/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model.link;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.guestnet.model.DeviceName;
import org.guestnet.model.IpAddress;
import org.guestnet.model.SecretName;

/**
 * An encrypted tunnel between two addresses, through which all goes that has inner addresses.
 *
 * @param name made by {@link LinkNames#tunnel}
 * @param local the host's address on the underlay
 * @param remote the other end's
 * @param innerLocal the host's address inside
 * @param innerRemote the other end's
 * @param mtu the largest packet that fits inside, in bytes
 * @param means how it is encrypted
 */
public record EncryptedTunnel(
        String name,
        IpAddress local,
        IpAddress remote,
        IpAddress innerLocal,
        IpAddress innerRemote,
        int mtu,
        Means means)
        implements LinkResource {

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");
    private static final IpAddress UNKNOWN = IpAddress.parse("::");

    /** @throws IllegalArgumentException if the name has anything but small letters, digits and dashes */
    public EncryptedTunnel {
        requireNonNull(local, "local");
        requireNonNull(remote, "remote");
        requireNonNull(innerLocal, "innerLocal");
        requireNonNull(innerRemote, "innerRemote");
        requireNonNull(means, "means");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("no name of a tunnel: " + name);
        }
    }

    /** One that is left over, of which nothing but its name is known: enough to remove it. */
    public static EncryptedTunnel leftOver(String type, String name) {
        return new EncryptedTunnel(name, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, 0, Means.of(type));
    }

    /**
     * How the tunnels of a network are encrypted; the same at all its ends.
     *
     * @param type the encryption, as definitions name it
     * @param secret the key that all ends have, by the name under which the manager keeps it; empty if they need none of it
     * @param device through which packets enter and leave the tunnels, made by {@link LinkNames#device}; empty if there is none, as for IPsec
     * @param settings what else the encryption has to be told: files, ports
     */
    public record Means(
            String type, Optional<SecretName> secret, Optional<DeviceName> device, Map<String, String> settings) {

        /** Copies the settings. */
        public Means {
            requireNonNull(type, "type");
            requireNonNull(secret, "secret");
            requireNonNull(device, "device");
            settings = Map.copyOf(settings);
        }

        /** An encryption that needs to be told nothing. */
        public static Means of(String type) {
            return new Means(type, Optional.empty(), Optional.empty(), Map.of());
        }

        /** A copy by a key that all ends have. */
        public Means with(SecretName key) {
            return new Means(type, Optional.of(key), device, settings);
        }

        /** A copy through a device. */
        public Means with(DeviceName through) {
            return new Means(type, secret, Optional.of(through), settings);
        }

        /** A copy with these settings. */
        public Means with(Map<String, String> others) {
            return new Means(type, secret, device, others);
        }

        /** A setting; empty if there is none of that name. */
        public Optional<String> setting(String name) {
            return Optional.ofNullable(settings.get(name));
        }
    }
}
