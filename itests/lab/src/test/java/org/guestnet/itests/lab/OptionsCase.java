/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import java.util.List;
import java.util.stream.Stream;
import org.guestnet.model.Codes;

/**
 * A definition, a guest interface on it, and how that ends.
 *
 * @param name of the network and of the guest
 * @param network what the network has besides its name
 * @param nic what the guest's {@code <interface>} has besides its network; an attribute of {@code <source>} or of the interface itself
 *     comes before the first element: {@code portgroup='gold' trustGuestRxFilters='yes' <vlan>…}
 * @param end how it ends
 * @param detail the code of our refusal, or what libvirt says where the lab's kernel, not libvirt's rules, stands in the way
 */
record OptionsCase(String name, String network, String nic, End end, String detail) {

    /** How it ends. */
    enum End {
        /** Both take it and the guest starts. */
        STARTS,
        /** Both take it, and the lab has no Open vSwitch, 802.1Qbg, SR-IOV or traffic shaping: only the port is made. */
        BOOKED,
        /** Both refuse it. */
        REFUSED,
        /** libvirt starts the guest without what it asked for; we refuse. */
        STRICTER
    }

    private static final String BRIDGE = "<forward mode='bridge'/><bridge name='br0'/>";
    private static final String VEPA = pool("vepa");
    private static final String PASSTHROUGH = pool("passthrough");
    private static final String ISOLATED = "<bridge name='optbr' stp='off' delay='0'/>";
    private static final String QBG = "<virtualport type='802.1Qbg'><parameters managerid='11' typeid='7'"
            + " typeidversion='2' instanceid='09b11c53-8b5c-4eeb-8f00-d84eaa0aaa4f'/></virtualport>";
    private static final String QBG_ANY = QBG.replaceFirst(" instanceid='[^']*'", "");
    private static final String OVS = "<virtualport type='openvswitch'/>";
    private static final String PORT_ISOLATED = "<port isolated='yes'/>";
    private static final String VLAN = "<vlan><tag id='7'/></vlan>";

    private static final String NO_SHAPING = "qdisc";
    private static final String NO_POLICE = "TC action";
    private static final String NO_OVS = "OVS bridge";
    private static final String NO_QBG = "PortProfileRequest failed";
    private static final String NO_VF = "is not a VF";

    private static String pool(String mode) {
        return "<forward mode='" + mode + "'><interface dev='ens1f0'/></forward>";
    }

    static Stream<OptionsCase> all() {
        return Stream.of(starting(), booked(), refused(), List.of(stricter("unknown-group", Codes.PORTGROUP_UNKNOWN)))
                .flatMap(List::stream);
    }

    private static List<OptionsCase> starting() {
        return List.of(
                starts("plain", VEPA, ""),
                starts("isolated-by-network", BRIDGE + PORT_ISOLATED, ""),
                starts("isolated-by-guest", BRIDGE, PORT_ISOLATED),
                starts("not-isolated-by-guest", BRIDGE + PORT_ISOLATED, "<port isolated='no'/>"),
                starts("isolated-by-network-virtual", ISOLATED + PORT_ISOLATED, ""),
                starts("not-isolated-macvtap", VEPA + PORT_ISOLATED, "<port isolated='no'/>"),
                starts("trust-by-network", "trustGuestRxFilters='yes' " + VEPA, ""),
                starts(
                        "trust-by-group",
                        "trustGuestRxFilters='yes' " + VEPA + group("trustGuestRxFilters='no'", ""),
                        "portgroup='g' "),
                starts(
                        "trust-by-guest",
                        VEPA + group("trustGuestRxFilters='no'", ""),
                        "portgroup='g' trustGuestRxFilters='yes' "),
                starts(
                        "group-untyped-virtualport",
                        VEPA + group("", "<virtualport><parameters managerid='1'/></virtualport>"),
                        "portgroup='g' "),
                starts("bandwidth-of-the-network-only", BRIDGE + "<bandwidth/>", "<bandwidth/>"));
    }

    private static List<OptionsCase> booked() {
        String limit = "<bandwidth><inbound average='100' peak='200' burst='9'/><outbound average='50'/></bandwidth>";
        String outbound = "<bandwidth><outbound average='70'/></bandwidth>";
        String group = group("", limit);
        return List.of(
                booked("bandwidth-by-group", BRIDGE + group, "portgroup='g' ", NO_SHAPING),
                booked("bandwidth-by-default-group", BRIDGE + group("default='yes'", limit), "", NO_SHAPING),
                booked("bandwidth-by-guest", BRIDGE + group, "portgroup='g' " + outbound, NO_POLICE),
                booked("bandwidth-macvtap", VEPA, outbound, NO_SHAPING),
                booked("vlan-by-network", PASSTHROUGH + VLAN, "", NO_VF),
                booked(
                        "vlan-by-group",
                        PASSTHROUGH + VLAN + group("", "<vlan><tag id='8'/></vlan>"),
                        "portgroup='g' ",
                        NO_VF),
                booked("vlan-by-guest", PASSTHROUGH + VLAN, "<vlan><tag id='9' nativeMode='untagged'/></vlan>", NO_VF),
                booked("ovs-trunk", BRIDGE + OVS + "<vlan trunk='yes'><tag id='7'/><tag id='8'/></vlan>", "", NO_OVS),
                booked("ovs-by-group", BRIDGE + group("", OVS + VLAN), "portgroup='g' ", NO_OVS),
                booked("ovs-profile", BRIDGE + OVS, "<virtualport><parameters profileid='p'/></virtualport>", NO_OVS),
                booked("qbg-by-network", VEPA + QBG, "", NO_QBG),
                booked("qbg-same", VEPA + QBG_ANY, "<virtualport><parameters managerid='0x0b'/></virtualport>", NO_QBG),
                booked(
                        "qbg-in-parts",
                        VEPA + "<virtualport type='802.1Qbg'><parameters managerid='11'/></virtualport>"
                                + group("default='yes'", "<virtualport><parameters typeid='7'/></virtualport>"),
                        "<virtualport><parameters typeidversion='2' instanceid='09b11c53-8b5c-4eeb-8f00-d84eaa0aaa4f'/></virtualport>",
                        NO_QBG));
    }

    private static List<OptionsCase> refused() {
        String floor = "<bandwidth><inbound average='10' floor='5'/></bandwidth>";
        return List.of(
                refused("isolated-macvtap", VEPA, PORT_ISOLATED, Codes.OPTION_UNSUPPORTED),
                refused("isolated-macvtap-by-network", VEPA + PORT_ISOLATED, "", Codes.OPTION_UNSUPPORTED),
                refused("isolated-ovs", BRIDGE + OVS, PORT_ISOLATED, Codes.OPTION_UNSUPPORTED),
                refused("vlan-bridge", BRIDGE, VLAN, Codes.OPTION_UNSUPPORTED),
                refused("vlan-virtual", ISOLATED, VLAN, Codes.OPTION_UNSUPPORTED),
                refused(
                        "vlan-trunk-passthrough",
                        PASSTHROUGH,
                        "<vlan><tag id='7'/><tag id='8'/></vlan>",
                        Codes.OPTION_UNSUPPORTED),
                refused("floor-bridge", BRIDGE, floor, Codes.OPTION_UNSUPPORTED),
                refused("floor-macvtap", VEPA, floor, Codes.OPTION_UNSUPPORTED),
                refused("floor-unlimited", ISOLATED, floor, Codes.OPTION_UNSUPPORTED),
                refused(
                        "untyped",
                        VEPA,
                        "<virtualport><parameters managerid='1'/></virtualport>",
                        Codes.OPTION_UNSUPPORTED),
                refused("untyped-virtual", ISOLATED, "<virtualport/>", Codes.OPTION_UNSUPPORTED),
                refused("ovs-macvtap", VEPA, OVS, Codes.OPTION_UNSUPPORTED),
                refused(
                        "qbg-incomplete",
                        VEPA + "<virtualport type='802.1Qbg'><parameters managerid='1'/></virtualport>",
                        "",
                        Codes.OPTIONS_INCOMPLETE),
                refused("qbh-incomplete", VEPA, "<virtualport type='802.1Qbh'/>", Codes.OPTIONS_INCOMPLETE),
                refused(
                        "types",
                        VEPA + QBG,
                        "<virtualport type='802.1Qbh'><parameters profileid='p'/></virtualport>",
                        Codes.OPTIONS_CONTRADICT),
                refused(
                        "made-up-instance", // libvirt makes the guest's when it is defined
                        VEPA + QBG,
                        "<virtualport><parameters managerid='11'/></virtualport>",
                        Codes.OPTIONS_CONTRADICT),
                refused(
                        "managers",
                        VEPA + QBG,
                        "<virtualport><parameters managerid='12'/></virtualport>",
                        Codes.OPTIONS_CONTRADICT),
                refused(
                        "groups-manager",
                        VEPA + group("default='yes'", "<virtualport><parameters managerid='12'/></virtualport>"),
                        QBG,
                        Codes.OPTIONS_CONTRADICT));
    }

    private static String group(String attributes, String inside) {
        return "<portgroup name='g' " + attributes + ">" + inside + "</portgroup>";
    }

    private static OptionsCase starts(String name, String network, String nic) {
        return new OptionsCase(name, network, nic, End.STARTS, "");
    }

    private static OptionsCase booked(String name, String network, String nic, String gap) {
        return new OptionsCase(name, network, nic, End.BOOKED, gap);
    }

    private static OptionsCase refused(String name, String network, String nic, String code) {
        return new OptionsCase(name, network, nic, End.REFUSED, code);
    }

    private static OptionsCase stricter(String name, String code) {
        return new OptionsCase(name, BRIDGE + group("default='yes'", ""), "portgroup='other' ", End.STRICTER, code);
    }

    /** The definition, in libvirt's dialect. */
    String definition() {
        return "<network " + attributes(network) + "><name>" + name + "</name>" + elements(network) + "</network>";
    }

    /** The guest, with one interface. */
    LabGuest guest() {
        String attributes = attributes(nic);
        String group =
                attributes.contains("portgroup") ? "portgroup='" + attributes.split("'")[1] + "'" : "";
        String own = attributes.replaceFirst("portgroup='[^']*'", "");
        return LabGuest.empty(name)
                .with("<interface type='network' " + own + "><source network='" + name + "' " + group + "/>"
                        + elements(nic) + "</interface>");
    }

    private static String attributes(String text) {
        return text.contains("<") ? text.substring(0, text.indexOf('<')) : text;
    }

    private static String elements(String text) {
        return text.substring(attributes(text).length());
    }

    @Override
    public String toString() {
        return name;
    }
}
