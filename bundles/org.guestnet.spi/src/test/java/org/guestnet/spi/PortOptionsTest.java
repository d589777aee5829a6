/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guestnet.spi.Elements.at;
import static org.guestnet.spi.Elements.element;
import static org.guestnet.spi.Elements.nic;

import java.util.List;
import java.util.Optional;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.XmlElement;
import org.junit.jupiter.api.Test;

/** libvirt's precedence. */
class PortOptionsTest {

    private static final XmlElement GOLD = element("portgroup", "name", "gold");
    private static final Optional<String> NAMED = Optional.of("gold");

    private static XmlElement network(XmlElement... children) {
        return element("network").withAll(List.of(children));
    }

    private static List<XmlElement> merged(GuestInterface nic, XmlElement network) {
        PortOptions options = PortOptions.of(nic, network);
        assertThat(options.findings()).isEmpty();
        return options.elements();
    }

    private static List<String> refused(GuestInterface nic, XmlElement network) {
        return PortOptions.of(nic, network).findings().stream()
                .map(Finding::toString)
                .toList();
    }

    private static XmlElement vlan(String... ids) {
        XmlElement vlan = element("vlan");
        for (String id : ids) {
            vlan = vlan.with(element("tag", "id", id));
        }
        return vlan;
    }

    private static XmlElement inbound(String average) {
        return element("bandwidth").with(element("inbound", "average", average));
    }

    private static XmlElement virtualPort(String type, String... parameters) {
        return element("virtualport", "type", type).with(element("parameters", parameters));
    }

    private static XmlElement untyped(String... parameters) {
        return element("virtualport").with(element("parameters", parameters));
    }

    @Test
    void theWholeVlanOfTheGuestElseOfThePortgroupElseOfTheNetworkApplies() {
        XmlElement network = network(vlan("1", "2"), GOLD.with(vlan("3", "4")));
        assertThat(merged(nic(NAMED, vlan("5")), network)).containsExactly(vlan("5"));
        assertThat(merged(nic(NAMED), network)).containsExactly(vlan("3", "4"));
        assertThat(merged(nic(), network)).containsExactly(vlan("1", "2"));
    }

    @Test
    void theWholeBandwidthOfTheGuestElseOfThePortgroupAppliesAndNeverThatOfTheNetwork() {
        XmlElement network = network(inbound("1"), GOLD.with(inbound("2")));
        XmlElement outbound = element("bandwidth").with(element("outbound", "average", "3"));
        assertThat(merged(nic(NAMED, outbound), network)).containsExactly(outbound);
        assertThat(merged(nic(NAMED, element("bandwidth")), network)).containsExactly(inbound("2"));
        assertThat(merged(nic(NAMED), network)).containsExactly(inbound("2"));
        assertThat(merged(nic(), network)).isEmpty();
    }

    @Test
    void trustOfTheGuestElseOfThePortgroupElseOfTheNetworkApplies() {
        XmlElement network = network(GOLD.with("trustGuestRxFilters", "no")).with("trustGuestRxFilters", "yes");
        GuestInterface plain = nic();
        GuestInterface trusting = new GuestInterface(
                plain.mac(),
                "network",
                plain.network(),
                NAMED,
                Optional.empty(),
                Optional.empty(),
                element("interface", "trustGuestRxFilters", "yes"));
        assertThat(merged(trusting, network)).containsExactly(element("rxfilters", "trustGuest", "yes"));
        assertThat(merged(nic(NAMED), network)).containsExactly(element("rxfilters", "trustGuest", "no"));
        assertThat(merged(plain, network)).containsExactly(element("rxfilters", "trustGuest", "yes"));
    }

    @Test
    void isolationOfTheGuestElseOfTheNetworkApplies() {
        XmlElement isolated = element("port", "isolated", "yes");
        XmlElement open = element("port", "isolated", "no");
        assertThat(merged(nic(open), network(isolated))).containsExactly(open);
        assertThat(merged(nic(element("port")), network(isolated))).containsExactly(isolated);
        assertThat(merged(nic(), network(isolated))).containsExactly(isolated);
    }

    @Test
    void theDefaultPortgroupAppliesOnlyToAnInterfaceThatNamesNone() {
        XmlElement usual =
                element("portgroup", "name", "usual", "default", "yes").with(inbound("1"));
        XmlElement network = network(GOLD.with(inbound("2")), usual);
        assertThat(merged(nic(), network)).containsExactly(inbound("1"));
        assertThat(merged(nic(NAMED), network)).containsExactly(inbound("2"));
        assertThat(PortOptions.of(nic(), network).portgroup()).contains(usual);
    }

    @Test
    void anUnknownPortgroupIsRefusedAndTheDefaultOneDoesNotReplaceIt() {
        XmlElement network =
                network(element("portgroup", "name", "usual", "default", "yes").with(inbound("1")));
        PortOptions options = PortOptions.of(nic(NAMED), network);
        assertThat(options.elements()).isEmpty();
        assertThat(options.findings())
                .extracting(Finding::toString)
                .containsExactly(
                        "PORTGROUP_UNKNOWN: the guest interface names portgroup 'gold', which this network lacks"
                                + " here (nic 52:54:00:00:00:01, /interface). Try: add <portgroup name='gold'> to the"
                                + " definition, or name one of: [usual]");
    }

    @Test
    void eachAttributeOfTheVirtualPortComesFromWhoeverHasIt() {
        XmlElement network = network(virtualPort("802.1Qbg", "typeid", "7"), GOLD.with(untyped("typeidversion", "2")));
        assertThat(merged(nic(NAMED, untyped("managerid", "11")), network))
                .containsExactly(virtualPort("802.1Qbg", "managerid", "11", "typeid", "7", "typeidversion", "2"));
    }

    @Test
    void aContradictionNamesBothPlaces() {
        XmlElement network = network(at(3, virtualPort("802.1Qbg", "typeid", "7", "typeidversion", "2"))
                .withoutChildren(c -> true)
                .with(at(4, element("parameters", "managerid", "11", "typeid", "7", "typeidversion", "2"))));
        GuestInterface nic = nic(element("virtualport").with(at(9, element("parameters", "managerid", "12"))));
        assertThat(refused(nic, network))
                .containsExactly("OPTIONS_CONTRADICT: virtualport managerid '12' of the guest interface (line 9,"
                        + " /network/parameters) contradicts managerid '11' of the network (line 4,"
                        + " /network/parameters) (nic 52:54:00:00:00:01, line 9, /network/parameters). Try: write the"
                        + " same managerid in both, or leave it out of one of them; none overrides the other");
    }

    @Test
    void aContradictionOfTypesNamesBothPlacesToo() {
        XmlElement network = network(GOLD.with(at(5, virtualPort("802.1Qbg"))));
        assertThat(refused(nic(NAMED, at(7, virtualPort("802.1Qbh", "profileid", "p"))), network))
                .containsExactly("OPTIONS_CONTRADICT: virtualport type '802.1Qbh' of the guest interface (line 7,"
                        + " /network/virtualport) contradicts type '802.1Qbg' of portgroup 'gold' (line 5,"
                        + " /network/virtualport) (nic 52:54:00:00:00:01, line 7, /network/virtualport). Try:"
                        + " write the same type in both, or leave it out of one of them; none overrides the other");
    }

    @Test
    void numbersAndUuidsAreComparedAsSuch() {
        String uuid = "09b11c53-8b5c-4eeb-8f00-d84eaa0aaa4f";
        XmlElement network = network(
                virtualPort("802.1Qbg", "managerid", "11", "typeid", "7", "typeidversion", "2", "instanceid", uuid));
        String plain = uuid.replace("-", "").toUpperCase(java.util.Locale.ROOT);
        assertThat(refused(nic(untyped("managerid", "0x0b", "instanceid", plain)), network))
                .isEmpty();
        assertThat(refused(nic(untyped("instanceid", plain.replace('9', '8'))), network))
                .hasSize(1);
    }

    @Test
    void whatTheMergedTypeDoesNotKnowIsDroppedFromAnUntypedOne() {
        XmlElement network = network(virtualPort("802.1Qbh", "profileid", "p"));
        assertThat(merged(nic(untyped("managerid", "11")), network))
                .containsExactly(virtualPort("802.1Qbh", "profileid", "p"));
    }

    @Test
    void whatATypeDoesNotKnowIsRefusedFromWhoNamesThatType() {
        assertThat(refused(nic(virtualPort("802.1Qbh", "profileid", "p", "managerid", "11")), network()))
                .singleElement()
                .asString()
                .startsWith("OPTION_UNSUPPORTED: virtualport type '802.1Qbh' of the guest interface has no managerid");
    }

    @Test
    void whatATypeCannotBeWithoutIsMissedInAllOfThem() {
        XmlElement network = network(at(3, virtualPort("802.1Qbg", "managerid", "11")));
        assertThat(refused(nic(), network))
                .containsExactly("OPTIONS_INCOMPLETE: virtualport type '802.1Qbg' of the network needs typeid,"
                        + " typeidversion, which neither the guest interface nor its portgroup nor the network has"
                        + " (nic 52:54:00:00:00:01, line 3, /network/virtualport). Try: add <parameters typeid='…'"
                        + " typeidversion='…'/> in one of them");
        assertThat(PortOptions.of(nic(virtualPort("802.1Qbh", "profileid", "")), network())
                        .findings())
                .extracting(Finding::code)
                .containsExactly(Codes.OPTIONS_INCOMPLETE);
        assertThat(refused(nic(element("virtualport", "type", "openvswitch")), network()))
                .isEmpty();
    }

    @Test
    void anUntypedVirtualPortCountsOnlyIfItIsTheGuests() {
        assertThat(merged(nic(untyped("managerid", "1")), network())).containsExactly(untyped("managerid", "1"));
        assertThat(merged(nic(NAMED), network(GOLD.with(untyped("managerid", "1")))))
                .isEmpty();
    }

    @Test
    void theElementsAreInTheOrderOfAPort() {
        GuestInterface nic = nic(
                vlan("1"),
                inbound("1"),
                element("port", "isolated", "yes"),
                element("virtualport", "type", "openvswitch"));
        assertThat(merged(nic, network().with("trustGuestRxFilters", "yes")))
                .extracting(XmlElement::name)
                .containsExactly("virtualport", "bandwidth", "vlan", "port", "rxfilters");
    }
}
