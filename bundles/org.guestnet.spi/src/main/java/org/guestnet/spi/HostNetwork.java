/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalInt;
import org.guestnet.model.Finding;
import org.guestnet.model.XmlElement;

/** What a definition means on one host. Made by a factory and completed by {@code with…}; immutable. */
public final class HostNetwork {

    /** How far the network's wire reaches. */
    public enum Scope {
        /** Beyond the host: the same wire may be reached from other hosts. */
        SHARED,
        /** This host only: a network of the same name on another host is another wire. */
        LOCAL
    }

    private static final int LEAST_MTU = 68;

    private final XmlElement libvirtNetwork;
    private final boolean resolvedByGuestnet;
    private final Scope scope;
    private final boolean pooled;
    private final List<AttachmentPoint> attachmentPoints;
    private final OptionalInt mtu;
    private final List<Finding> findings;

    private HostNetwork(
            XmlElement libvirtNetwork,
            boolean resolvedByGuestnet,
            Scope scope,
            boolean pooled,
            List<AttachmentPoint> points,
            OptionalInt mtu,
            List<Finding> findings) {
        this.libvirtNetwork = requireNonNull(libvirtNetwork, "libvirtNetwork");
        this.resolvedByGuestnet = resolvedByGuestnet;
        this.scope = requireNonNull(scope, "scope");
        this.pooled = pooled;
        this.attachmentPoints = List.copyOf(points);
        this.mtu = requireNonNull(mtu, "mtu");
        this.findings = List.copyOf(findings);
        if (points.stream().map(AttachmentPoint::identity).distinct().count() != points.size()) {
            throw new IllegalArgumentException("two attachment points have one identity");
        }
    }

    /**
     * A network that libvirt can express: guests start and migrate with plain {@code type='network'}.
     *
     * @param network a {@code <network>} of libvirt's own dialect. The core sets {@code <name>}, {@code <uuid>} and our
     *     {@code <metadata>}; elements taken over from the definition keep their places, which findings then name.
     */
    public static HostNetwork libvirt(XmlElement network) {
        return new HostNetwork(network, false, Scope.SHARED, false, List.of(), OptionalInt.empty(), List.of());
    }

    /**
     * A network that no libvirt network can express: Guestnet resolves each port by {@link DefinedNetwork#plug}. It is published so
     * that it keeps its metadata, starts, and refuses a plain start of a guest clearly; autostart of guests and {@code virsh migrate}
     * are not promised for it.
     */
    public static HostNetwork resolvedByGuestnet() {
        XmlElement placeholder =
                XmlElement.of("network").with(XmlElement.of("forward").with("mode", "bridge"));
        return new HostNetwork(placeholder, true, Scope.SHARED, false, List.of(), OptionalInt.empty(), List.of());
    }

    /** A copy that is published otherwise. @param network see {@link #libvirt} */
    public HostNetwork withLibvirtNetwork(XmlElement network) {
        return new HostNetwork(network, resolvedByGuestnet, scope, pooled, attachmentPoints, mtu, findings);
    }

    /** A copy with another scope; the default is {@link Scope#SHARED}. */
    public HostNetwork withScope(Scope other) {
        return new HostNetwork(libvirtNetwork, resolvedByGuestnet, other, pooled, attachmentPoints, mtu, findings);
    }

    /**
     * A copy with a pool of these attachment points; without any no guest fits. The default is no pool: guests are not limited.
     */
    public HostNetwork withAttachmentPoints(List<AttachmentPoint> points) {
        return new HostNetwork(libvirtNetwork, resolvedByGuestnet, scope, true, points, mtu, findings);
    }

    /**
     * A copy with that MTU; by default it is not known.
     *
     * @param bytes the largest packet that the network carries on this host
     * @throws IllegalArgumentException if it is less than 68, the least that IPv4 allows
     */
    public HostNetwork withMtu(int bytes) {
        if (bytes < LEAST_MTU) {
            throw new IllegalArgumentException("an MTU must be at least " + LEAST_MTU + " but is " + bytes);
        }
        return new HostNetwork(
                libvirtNetwork, resolvedByGuestnet, scope, pooled, attachmentPoints, OptionalInt.of(bytes), findings);
    }

    /** A copy with these findings about the host. */
    public HostNetwork withFindings(List<Finding> others) {
        return new HostNetwork(libvirtNetwork, resolvedByGuestnet, scope, pooled, attachmentPoints, mtu, others);
    }

    /** The {@code <network>} to publish, without name, uuid and our metadata. */
    public XmlElement libvirtNetwork() {
        return libvirtNetwork;
    }

    /** Whether Guestnet resolves the ports, because no libvirt network can. */
    public boolean isResolvedByGuestnet() {
        return resolvedByGuestnet;
    }

    /** How far the wire reaches. */
    public Scope scope() {
        return scope;
    }

    /** Whether ports attach at the points of a pool, which may have none on this host; if not, any number of guests fit. */
    public boolean hasPool() {
        return pooled;
    }

    /** Where ports attach; empty if the network has no pool, or its pool nothing on this host. */
    public List<AttachmentPoint> attachmentPoints() {
        return attachmentPoints;
    }

    /** The largest packet that it carries on this host, in bytes; empty if that is not known. */
    public OptionalInt mtu() {
        return mtu;
    }

    /** Findings about this host. */
    public List<Finding> findings() {
        return findings;
    }
}
