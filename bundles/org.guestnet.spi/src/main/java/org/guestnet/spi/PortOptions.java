/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.XmlElement;

/**
 * What applies to a port: the options of a guest interface, of its portgroup and of its network, merged as libvirt does
 * (network/bridge_driver.c, networkAllocatePort). The first that is there counts, as a whole:
 *
 * <ul>
 *   <li>{@code <vlan>}: guest, portgroup, network
 *   <li>{@code <bandwidth>}: guest, portgroup; that of the network is the network's own
 *   <li>{@code trustGuestRxFilters}: guest, portgroup, network
 *   <li>{@code <port isolated>}: guest, network
 *   <li>{@code <virtualport>}: each attribute from whoever has it; if two differ, that is a contradiction
 * </ul>
 *
 * Immutable; any thread.
 */
public final class PortOptions {

    private static final String TRUST = "trustGuestRxFilters";

    private final GuestInterface nic;
    private final XmlElement network;
    private final Optional<XmlElement> group;
    private final VirtualPortMerge virtualPort;

    private PortOptions(GuestInterface nic, XmlElement network) {
        this.nic = requireNonNull(nic, "nic");
        this.network = requireNonNull(network, "network");
        this.group = LibvirtDialect.portgroup(network, nic.portgroup());
        this.virtualPort =
                new VirtualPortMerge(Stream.of(guest("virtualport"), network("virtualport"), portgroup("virtualport"))
                        .flatMap(Optional::stream)
                        .toList());
    }

    /**
     * Merges.
     *
     * @param nic the interface; its element is read
     * @param network its {@code <network>}, in either dialect
     */
    public static PortOptions of(GuestInterface nic, XmlElement network) {
        return new PortOptions(nic, network);
    }

    /** The portgroup that applies: the one that the interface names, else the default one. */
    public Optional<XmlElement> portgroup() {
        return group;
    }

    /**
     * What applies, as libvirt's {@code <networkport>} has it: {@code <virtualport>}, {@code <bandwidth>}, {@code <vlan>}, {@code
     * <port isolated>}, {@code <rxfilters trustGuest>}, those that there are, in this order. A virtualport has no identity that
     * libvirt makes itself. Meaningful only if nothing is {@linkplain #findings() refused}.
     */
    public List<XmlElement> elements() {
        return Stream.of(virtualPort(), bandwidth(), vlan(), isolated(), rxFilters())
                .flatMap(Optional::stream)
                .map(Option::element)
                .toList();
    }

    /**
     * Why these options cannot be merged, whatever the connection.
     *
     * @return blockers: {@link Codes#PORTGROUP_UNKNOWN} if the interface names a portgroup that the network lacks, which libvirt
     *     ignores; {@link Codes#OPTIONS_CONTRADICT}, which names both places; {@link Codes#OPTIONS_INCOMPLETE}
     */
    public List<Finding> findings() {
        return Stream.concat(unknownPortgroup().stream(), virtualPort.findings().stream())
                .map(f -> f.on(nic.mac()))
                .toList();
    }

    Optional<Option> virtualPort() {
        return virtualPort.merged();
    }

    /** The type of virtualport; empty text if there is none, or it is untyped. */
    String virtualPortType() {
        return virtualPort().flatMap(v -> v.element().attribute("type")).orElse("");
    }

    Optional<Option> bandwidth() {
        return guest("bandwidth")
                .filter(PortOptions::limits)
                .or(() -> portgroup("bandwidth").filter(PortOptions::limits));
    }

    /** An empty one says nothing. */
    private static boolean limits(Option bandwidth) {
        return bandwidth.element().first("inbound").isPresent()
                || bandwidth.element().first("outbound").isPresent();
    }

    Optional<Option> vlan() {
        return guest("vlan").or(() -> portgroup("vlan")).or(() -> network("vlan"));
    }

    Optional<Option> isolated() {
        return guest("port")
                .flatMap(p -> p.having("isolated"))
                .or(() -> network("port").flatMap(p -> p.having("isolated")));
    }

    Optional<Option> rxFilters() {
        return trusts(new Option(Option.GUEST, nic.element()))
                .or(() -> group.flatMap(g -> trusts(new Option(Option.portgroup(g), g))))
                .or(() -> trusts(new Option(Option.NETWORK, network)));
    }

    private static Optional<Option> trusts(Option owner) {
        return owner.element()
                .attribute(TRUST)
                .map(yesOrNo ->
                        new Option(owner.owner(), XmlElement.of("rxfilters").with("trustGuest", yesOrNo)));
    }

    private Optional<Option> guest(String child) {
        return Option.child(Option.GUEST, nic.element(), child);
    }

    private Optional<Option> portgroup(String child) {
        return group.flatMap(g -> Option.child(Option.portgroup(g), g, child));
    }

    private Optional<Option> network(String child) {
        return Option.child(Option.NETWORK, network, child);
    }

    private Optional<Finding> unknownPortgroup() {
        return nic.portgroup()
                .filter(name -> group.isEmpty())
                .map(name -> Finding.blocker(
                                Codes.PORTGROUP_UNKNOWN,
                                "the guest interface names portgroup '" + name + "', which this network lacks here",
                                "add <portgroup name='" + name + "'> to the definition, or name one of: "
                                        + network.all("portgroup").stream()
                                                .flatMap(p -> p.attribute("name").stream())
                                                .toList())
                        .at(nic.element().place()));
    }

    /** For people: the elements' start tags. */
    @Override
    public String toString() {
        return elements().toString();
    }
}
