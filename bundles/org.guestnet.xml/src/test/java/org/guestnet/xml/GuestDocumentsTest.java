/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Plug;
import org.junit.jupiter.api.Test;

class GuestDocumentsTest {

    private static final MacAddress WEB = new MacAddress("52:54:00:00:00:01");
    private static final MacAddress DB = new MacAddress("52:54:00:00:00:02");
    private static final Plug VEPA = Plug.direct(new DeviceName("eth1"), "vepa");

    private static String domain(String devices) {
        return "<domain>\n<name>g</name>\n<devices>\n" + devices + "\n</devices></domain>";
    }

    private static String nic(String mac) {
        return "<interface type='network'><mac address='" + mac + "'/><source network='red'/></interface>";
    }

    private static Finding refused(String domain) {
        GuestnetException refusal =
                catchThrowableOfType(GuestnetException.class, () -> GuestDocuments.interfaces(domain));
        assertThat(refusal).isNotNull();
        return refusal.findings().get(0);
    }

    @Test
    void connectingChangesTheInterfaceAndOurMetadataAndNotOneCharacterElse() throws Exception {
        String before = Documents.read("guest.xml");
        String after = GuestDocuments.connect(before, Map.of(WEB, VEPA));

        int nic = before.indexOf("<interface type='network' f:own");
        int nicEnd = before.indexOf("</interface>", nic) + "</interface>".length();
        int metadataEnd = before.indexOf("</metadata>\n");
        int newNic = after.indexOf("<interface f:own");
        int newNicEnd = after.indexOf("</interface>", newNic) + "</interface>".length();
        assertThat(after).startsWith(before.substring(0, metadataEnd));
        assertThat(after.substring(after.indexOf("</metadata>\n", metadataEnd), newNic))
                .isEqualTo(before.substring(metadataEnd, nic));
        assertThat(after.substring(newNicEnd)).isEqualTo(before.substring(nicEnd));
        assertThat(after.substring(metadataEnd, after.indexOf("</metadata>\n", metadataEnd)))
                .contains("mac=\"52:54:00:00:00:01\" network=\"red-network\" portgroup=\"gold\"")
                .containsOnlyOnce("guestnet:interface");
        assertThat(after.substring(newNic, newNicEnd)).isEqualTo("""
                        <interface f:own="1" type="direct">
                              <!-- the web -->
                              <mac address="52:54:00:00:00:01"/>
                              <source dev="eth1" mode="vepa"/>
                              <virtualport type="802.1Qbg"/>
                              <model type="virtio"/>
                              <link state="up"/>
                              <boot order="1"/>
                              <alias name="net0"/>
                              <f:extra a="2" z="1"><![CDATA[<a>&]]></f:extra><?keep me?>
                              <address bus="0x01" domain="0x0000" function="0x0" slot="0x00" type="pci"/>
                            </interface>""");
    }

    @Test
    void connectingAgainChangesNothing() throws Exception {
        String once = GuestDocuments.connect(Documents.read("guest.xml"), Map.of(WEB, VEPA, DB, VEPA));
        assertThat(GuestDocuments.connect(once, Map.of(WEB, VEPA, DB, VEPA))).isEqualTo(once);
        assertThat(GuestDocuments.connect(once, Map.of(WEB, VEPA))).isEqualTo(once);
        assertThat(GuestDocuments.connect(once, Map.of())).isSameAs(once);
    }

    @Test
    void aResolvedInterfaceKeepsItsNetworkAlsoWhenItIsPluggedOtherwise() throws Exception {
        String once = GuestDocuments.connect(Documents.read("guest.xml"), Map.of(WEB, VEPA));
        String twice = GuestDocuments.connect(once, Map.of(WEB, Plug.bridge(new DeviceName("br7"))));
        String user = GuestDocuments.connect(twice, Map.of(WEB, Plug.of("user", Map.of())));
        for (String document : List.of(once, twice, user)) {
            GuestInterface web = GuestDocuments.interfaces(document).get(1);
            assertThat(web.mac()).isEqualTo(WEB);
            assertThat(web.network()).contains(new NetworkName("red-network"));
            assertThat(web.portgroup()).contains("gold");
        }
        assertThat(GuestDocuments.interfaces(once).get(1).plug()).contains(VEPA);
        assertThat(GuestDocuments.interfaces(twice).get(1).plug()).contains(Plug.bridge(new DeviceName("br7")));
        assertThat(GuestDocuments.interfaces(user).get(1).element().first("source"))
                .isEmpty();
    }

    @Test
    void aGuestWithoutMetadataGetsSome() throws Exception {
        for (String metadata : List.of("", "<metadata/>", "<metadata></metadata>", "<metadata>\n</metadata>")) {
            String guest = domain(nic(WEB.value())).replace("</name>", "</name>" + metadata);
            String connected = GuestDocuments.connect(guest, Map.of(WEB, VEPA));
            assertThat(connected).containsOnlyOnce("<metadata>");
            assertThat(GuestDocuments.interfaces(connected))
                    .singleElement()
                    .satisfies(nic -> assertThat(nic.network()).contains(new NetworkName("red")));
        }
    }

    @Test
    void aPrefixThatIsDeclaredAboveStaysBoundAndIsNotDeclaredAgain() throws Exception {
        String connected = GuestDocuments.connect(Documents.read("guest.xml"), Map.of(WEB, VEPA));
        assertThat(connected).containsOnlyOnce("xmlns:f=").containsOnlyOnce("xmlns:qemu=");
    }

    @Test
    void anAddressThatTheGuestDoesNotHaveIsAMistakeOfTheCaller() {
        assertThatThrownBy(() -> GuestDocuments.connect(
                        Documents.read("guest.xml"), Map.of(new MacAddress("52:54:00:00:00:99"), VEPA)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("52:54:00:00:00:99");
        // An element of another namespace is no interface, whatever its name.
        assertThatThrownBy(() -> GuestDocuments.connect(
                        Documents.read("guest.xml"), Map.of(new MacAddress("52:54:00:00:00:0e"), VEPA)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void twoInterfacesWithOneAddressAreRefusedBeforeOneIsChanged() {
        String twins = domain(nic(WEB.value()) + "\n" + nic(WEB.value().toUpperCase(java.util.Locale.ROOT)));
        assertThatThrownBy(() -> GuestDocuments.connect(twins, Map.of(WEB, VEPA)))
                .isInstanceOfSatisfying(GuestnetException.class, e -> {
                    Finding finding = e.findings().get(0);
                    assertThat(finding.code()).isEqualTo(Codes.XML_INVALID);
                    assertThat(finding.remedy()).isNotEmpty();
                    assertThat(finding.place().orElseThrow().toString())
                            .isEqualTo("line 5, /domain/devices[1]/interface[2]");
                });
        assertThat(refused(twins).place().orElseThrow().line()).isEqualTo(5);
    }

    @Test
    void persistentInterfacesNameTheirNetworkAndHaveNoPlug() throws Exception {
        List<GuestInterface> nics = GuestDocuments.interfaces(Documents.read("guest.xml"));
        assertThat(nics).extracting(n -> n.mac().value()).containsExactly("52:54:00:00:00:0f", WEB.value(), DB.value());
        assertThat(nics.get(0).network()).isEmpty();
        assertThat(nics.get(0).plug()).contains(Plug.bridge(new DeviceName("br0")));
        assertThat(nics.get(1).network()).contains(new NetworkName("red-network"));
        assertThat(nics.get(1).plug()).isEmpty();
        assertThat(nics.get(1).element().first("virtualport")).isPresent();
        assertThat(nics.get(2).portgroup()).isEmpty();
    }

    @Test
    void liveInterfacesShowNetworkPortAndPlug() throws Exception {
        UUID port = UUID.randomUUID();
        String live = domain(
                "<interface type='direct'><mac address='52:54:00:00:00:01'/><source network='red' portgroup='gold' portid='"
                        + port + "' dev='eth1' mode='vepa'/></interface>"
                        + "<interface type='network'><mac address='52:54:00:00:00:02'/><source network='nat' portid='"
                        + port
                        + "' bridge='virbr0'/></interface>");
        List<GuestInterface> nics = GuestDocuments.interfaces(live);
        assertThat(nics.get(0).plug()).contains(VEPA);
        assertThat(nics.get(0).network()).contains(new NetworkName("red"));
        assertThat(nics.get(0).portgroup()).contains("gold");
        assertThat(nics.get(0).portId()).contains(port);
        assertThat(nics.get(1).plug()).contains(Plug.network(new DeviceName("virbr0")));
    }

    @Test
    void aGuestWithoutInterfacesHasNone() throws Exception {
        assertThat(GuestDocuments.interfaces("<domain/>")).isEmpty();
    }

    @Test
    void whatIsWrongWithAGuestIsRefusedWithItsPlace() {
        assertThat(refused("<network/>").detail()).contains("<domain>");
        assertThat(refused("<domain xmlns='urn:x'/>").detail()).contains("<domain>");
        assertThat(refused(domain("<interface type='network'/>"))
                        .place()
                        .orElseThrow()
                        .line())
                .isEqualTo(4);
        assertThat(refused(domain(nic("53:54:00:00:00:01"))).detail()).contains("multicast");
    }

    @Test
    void aGuestIsKnownByUuidAndName() throws Exception {
        assertThat(GuestDocuments.identity(Documents.read("guest.xml")))
                .isEqualTo(new GuestIdentity(
                        UUID.fromString("11111111-2222-3333-4444-555555555555"), new GuestName("web & 1")));
        assertThatThrownBy(() -> GuestDocuments.identity("<domain><name>a/b</name></domain>"))
                .isInstanceOfSatisfying(
                        GuestnetException.class, e -> assertThat(e.findings()).hasSize(2));
    }

    @Test
    void noSecretIsLeftInAMaskedDocumentAndAllElseIs() throws Exception {
        String document = Documents.read("guest.xml");
        String masked = GuestDocuments.masked(document);

        assertThat(document).contains("s3cret");
        assertThat(masked).doesNotContain("s3cret").doesNotContain("2030-01-01");
        assertThat(masked)
                .contains("<graphics type='vnc' port='5900' passwd='***' passwdValidTo='***'>")
                .contains("<graphics type='spice' passwd=\"***\"/>")
                .contains("<cookie name='sid'>***</cookie>")
                .contains("secret,id=sec0,data=***,format=raw")
                .contains("port=5901,password=***,tls-port=5902")
                .contains("https://user:***@example.com/disk,if=none")
                .contains("<qemu:env name='VNC_PASSWORD' value='***'/>")
                .contains("<qemu:env name='LANG' value='C'/>");
        assertThat(masked.lines().filter(l -> !l.contains("***")))
                .containsExactlyElementsOf(
                        document.lines().filter(l -> !l.contains("s3cret")).toList());
        assertThat(Xml.parse(masked).first("metadata"))
                .isEqualTo(Xml.parse(document).first("metadata"));
        assertThat(GuestDocuments.masked(masked)).isEqualTo(masked);
    }

    @Test
    void aRefusalToMaskQuotesNoSecret() {
        assertThatThrownBy(() -> GuestDocuments.masked("<domain><graphics passwd='s3cret'></domain>"))
                .isInstanceOf(GuestnetException.class)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void manyThreadsMayReadAndConnectAtOnce() throws Exception {
        String document = Documents.read("guest.xml");
        String expected = GuestDocuments.connect(document, Map.of(WEB, VEPA));
        Optional<String> other = java.util.stream.IntStream.range(0, 400)
                .parallel()
                .mapToObj(i -> {
                    try {
                        return GuestDocuments.connect(document, Map.of(WEB, VEPA));
                    } catch (GuestnetException e) {
                        return e.toString();
                    }
                })
                .filter(result -> !result.equals(expected))
                .findAny();
        assertThat(other).isEmpty();
    }
}
