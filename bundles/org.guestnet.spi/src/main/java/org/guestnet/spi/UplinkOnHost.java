/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.guestnet.model.Finding;
import org.guestnet.model.IpAddress;

/** What a tunnel means on one host. Made by a factory and completed by {@code with…}; immutable. */
public final class UplinkOnHost {

    private final IpAddress endpoint;
    private final OptionalInt mtu;
    private final List<Finding> findings;

    private UplinkOnHost(IpAddress endpoint, OptionalInt mtu, List<Finding> findings) {
        this.endpoint = endpoint;
        this.mtu = requireNonNull(mtu, "mtu");
        this.findings = List.copyOf(findings);
    }

    /**
     * The host is a member.
     *
     * @param endpoint its address on the underlay, where peers reach it
     */
    public static UplinkOnHost at(IpAddress endpoint) {
        return new UplinkOnHost(requireNonNull(endpoint, "endpoint"), OptionalInt.empty(), List.of());
    }

    /** The host is no member now, and the findings say why; a blocker among them keeps guests away. */
    public static UplinkOnHost nowhere(List<Finding> findings) {
        return new UplinkOnHost(null, OptionalInt.empty(), findings);
    }

    /** A copy that carries so much; by default it is not known. @param bytes the largest packet of a guest, in bytes */
    public UplinkOnHost withMtu(int bytes) {
        return new UplinkOnHost(endpoint, OptionalInt.of(bytes), findings);
    }

    /** A copy with these findings. */
    public UplinkOnHost withFindings(List<Finding> others) {
        return new UplinkOnHost(endpoint, mtu, others);
    }

    /** Where peers reach the host; empty if it is no member now. */
    public Optional<IpAddress> endpoint() {
        return Optional.ofNullable(endpoint);
    }

    /** The largest packet that a guest can send through it, in bytes; empty if it is not known. */
    public OptionalInt mtu() {
        return mtu;
    }

    /** Findings about the host. */
    public List<Finding> findings() {
        return findings;
    }
}
