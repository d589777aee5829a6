/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.NetworkName;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.NetworkDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkDocumentsTest {

    private static final UUID ID = UUID.fromString("11111111-2222-3333-4444-555555555555");
    private static final XmlElement POOL = XmlElement.of("network")
            .with(XmlElement.of("forward")
                    .with("mode", "vepa")
                    .with(XmlElement.of("interface").with("dev", "eth1").with("connections", "2")));

    private static List<Finding> refused(String text) {
        GuestnetException refusal = catchThrowableOfType(GuestnetException.class, () -> NetworkDocuments.read(text));
        assertThat(refusal).isNotNull();
        assertThat(refusal.findings()).allSatisfy(f -> {
            assertThat(f.code()).isEqualTo(Codes.DEFINITION_INVALID);
            assertThat(f.remedy()).isNotEmpty();
            assertThat(f.place()).isPresent();
        });
        return refusal.findings();
    }

    private static String publish(String original, Optional<String> hash) throws Exception {
        NetworkDefinition definition = NetworkDocuments.read(original);
        return NetworkDocuments.publish(
                definition, original, POOL.withAll(definition.root().children()), ID, hash);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type='tunnel'|<forward mode='bridge'/>|tunnel",
                "type='org.example.fabric'||org.example.fabric",
                "||virtual",
                "|<forward/>|virtual",
                "|<forward mode='nat'/>|virtual",
                "|<forward mode='route'/>|virtual",
                "|<forward mode='open'/>|virtual",
                "|<forward mode='none'/>|virtual",
                "|<forward mode='bridge'/><bridge name='br0'/>|bridge",
                "|<forward mode='bridge'><interface dev='eth1'/></forward>|direct",
                "|<forward mode='private'/>|direct",
                "|<forward mode='vepa'/>|direct",
                "|<forward mode='passthrough'/>|direct",
                "|<forward mode='hostdev'/>|hostdev"
            })
    void theTypeIsSaidOrWhatLibvirtMakesOfTheForwardMode(String attribute, String body, String type) throws Exception {
        String text = "<network " + (attribute == null ? "" : attribute) + "><name>red</name>"
                + (body == null ? "" : body) + "</network>";
        assertThat(NetworkDocuments.read(text).type().value()).isEqualTo(type);
        assertThat(NetworkDocuments.read(text).name()).isEqualTo(new NetworkName("red"));
    }

    @Test
    void aSegmentNamesTheWire() throws Exception {
        assertThat(NetworkDocuments.read("<network><name>red</name><segment id='vlan-20'/></network>")
                        .segment())
                .contains("vlan-20");
        assertThat(NetworkDocuments.read("<network><name>red</name></network>").segment())
                .isEmpty();
        assertThat(refused("<network><name>red</name>\n<segment/></network>"))
                .singleElement()
                .satisfies(f -> assertThat(f.place().orElseThrow().line()).isEqualTo(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<network>#</network>|1|no name",
                "<network>#<name/></network>|2|no name",
                "<network>#<name>a/b</name></network>|2|'a/b'",
                "<network>#<name>a#b</name></network>|2|'a\\u000ab'",
                "<network type='Bridge'><name>red</name></network>|1|'Bridge'",
                "<network type=''><name>red</name></network>|1|''",
                "<network><name>red</name>#<forward mode='wormhole'/></network>|2|wormhole",
                "<domain><name>red</name></domain>|1|<domain>",
                "<network xmlns='urn:x'><name>red</name></network>|1|urn:x",
                "<network xmlns:x='urn:x'><x:name>red</x:name></network>|1|no name"
            })
    void whatIsWrongWithADefinitionIsToldWithItsLine(String text, int line, String detail) {
        assertThat(refused(text.replace('#', '\n'))).singleElement().satisfies(f -> {
            assertThat(f.detail()).contains(detail);
            assertThat(f.place().orElseThrow().line()).isEqualTo(line);
        });
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        assertThat(refused("<network type='No'><name>a/b</name><segment/></network>"))
                .hasSize(3);
    }

    @Test
    void whatWasPublishedIsReadBackWhole() throws Exception {
        String original = Documents.read("definition.xml");
        Published published = NetworkDocuments.published(publish(original, Optional.of("abc")))
                .orElseThrow();
        assertThat(published.hash()).contains("abc");
        assertThat(original).endsWith(published.original() + "\n");
        assertThat(NetworkDocuments.published(publish(original, Optional.empty()))
                        .orElseThrow()
                        .hash())
                .isEmpty();
    }

    @Test
    void whatLibvirtReturnsIsTheOriginalWithItsCommentsInAnotherFormat() throws Exception {
        String original = Documents.read("definition.xml");
        String returned = Documents.read("definition-as-libvirt-9.0-returns-it.xml");
        Published published = NetworkDocuments.published(returned).orElseThrow();
        assertThat(Xml.parse(published.original())).isEqualTo(Xml.parse(original));
        assertThat(published.original())
                .contains(
                        "<!-- kept by the fabric team -->",
                        "<?fabric note=\"before\"?>",
                        "<!-- inner -->",
                        "<!-- end -->");
    }

    @Test
    void aPrefixThatSomebodyMovedUpwardsIsBoundInTheOriginal() throws Exception {
        String moved =
                "<network xmlns:f='urn:f'><name>r</name><metadata><g:definition xmlns:g='urn:guestnet:network:1'>"
                        + "<network f:a='1'><name>r</name></network></g:definition></metadata></network>";
        String original = NetworkDocuments.published(moved).orElseThrow().original();
        assertThat(Xml.parse(original).attributes()).containsValue("1");
    }

    @Test
    void aNetworkOfOthersIsNotPublished() throws Exception {
        assertThat(NetworkDocuments.published(
                        "<network><name>red</name><metadata><x:definition xmlns:x='urn:x'/></metadata></network>"))
                .isEmpty();
    }

    @Test
    void libvirtGetsOnlyWhatItUnderstandsAndForeignMetadataStays() throws Exception {
        XmlElement libvirt = Xml.parse(publish(Documents.read("definition.xml"), Optional.empty()));
        assertThat(libvirt.attributes()).isEmpty();
        assertThat(libvirt.children())
                .extracting(XmlElement::name)
                .containsExactly("name", "uuid", "metadata", "forward", "virtualport");
        assertThat(libvirt.first("uuid").orElseThrow().text()).isEqualTo(ID.toString());
        assertThat(libvirt.first("metadata").orElseThrow().children())
                .extracting(e -> e.qname().toString())
                .containsExactly("{urn:guestnet:network:1}definition", "{urn:fabric}rack", "{urn:other}other");
        XmlElement dnsmasq = Xml.parse(
                "<network xmlns:d='http://libvirt.org/schemas/network/dnsmasq/1.0'><d:options><d:option value='x'/></d:options></network>");
        NetworkDefinition red = NetworkDocuments.read("<network><name>red</name></network>");
        assertThat(NetworkDocuments.publish(red, "<network><name>red</name></network>", dnsmasq, ID, Optional.empty()))
                .contains("option value=\"x\"");
    }

    @Test
    void aDefinitionThatWasPublishedMayBePublishedAgain() throws Exception {
        String once = publish(Documents.read("definition.xml"), Optional.empty());
        String original = NetworkDocuments.published(once).orElseThrow().original();
        assertThat(publish(original, Optional.empty()))
                .isEqualTo(once.replace("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "")
                        .replace("type=\"direct\">\n<!-- kept", "type=\"direct\"><!-- kept")
                        .replace("<!-- end -->\n<", "<!-- end --><"));
    }

    @Test
    void theHashIsThatOfTheMeaning() throws Exception {
        String base = "<network><name>red</name><forward mode='vepa'><interface dev='eth1'/></forward></network>";
        String hash = NetworkDocuments.hash(base);
        assertThat(hash).matches("[0-9a-f]{64}");
        for (String same : List.of(
                "<network connections='3'>\n <name> red </name>\n <uuid>" + ID
                        + "</uuid><forward mode=\"vepa\"><interface connections='1' dev='eth1'/></forward>\n</network>",
                base.replace(
                        "</name>",
                        "</name><!-- c --><metadata><g:definition xmlns:g='urn:guestnet:network:1'><network/></g:definition></metadata>"))) {
            assertThat(NetworkDocuments.hash(same)).isEqualTo(hash);
        }
        for (String other : List.of(
                base.replace("eth1", "eth2"),
                base.replace("vepa", "bridge"),
                base.replace("'/>", "' x='1'/>"),
                base.replace("red", "blue"),
                base.replace("</name>", "</name><metadata><x:a xmlns:x='urn:x'/></metadata>"),
                base.replace("</forward>", "<interface dev='eth2'/></forward>"))) {
            assertThat(NetworkDocuments.hash(other)).isNotEqualTo(hash);
        }
        assertThat(NetworkDocuments.hash("<network b='2' a='1'/>"))
                .isEqualTo(NetworkDocuments.hash("<network a='1' b='2'/>"));
    }

    @Test
    void aLibvirtNetworkSaysHowItConnects() throws Exception {
        LibvirtNetwork pool = NetworkDocuments.libvirtNetwork("<network connections='3'><name>red</name><uuid>" + ID
                + "</uuid><forward dev='eth1' mode='vepa'><interface dev='eth1' connections='2'/><interface dev='eth2'/></forward>"
                + "<portgroup name='gold' default='yes'/><portgroup name='tin'/></network>");
        assertThat(pool)
                .isEqualTo(new LibvirtNetwork(
                        new NetworkName("red"),
                        Optional.of(ID),
                        Optional.of("vepa"),
                        Optional.empty(),
                        List.of(new Member(new DeviceName("eth1"), 2), new Member(new DeviceName("eth2"), 0)),
                        false,
                        List.of("gold", "tin")));
        assertThat(NetworkDocuments.libvirtNetwork("<network><name>r</name><forward dev='eth1' mode='vepa'/></network>")
                        .pool())
                .containsExactly(new Member(new DeviceName("eth1"), 0));
        LibvirtNetwork nat = NetworkDocuments.libvirtNetwork(
                "<network><name>r</name><forward dev='eth1'/><bridge name='virbr0'/></network>");
        assertThat(nat.forwardMode()).contains("nat");
        assertThat(nat.bridge()).contains(new DeviceName("virbr0"));
        assertThat(nat.pool()).isEmpty();
        assertThat(NetworkDocuments.libvirtNetwork("<network><name>r</name></network>")
                        .forwardMode())
                .isEmpty();
    }

    @Test
    void aLibvirtNetworkThatCannotBeOneIsRefused() {
        assertThatThrownBy(
                        () -> NetworkDocuments.libvirtNetwork(
                                "<network><uuid>x</uuid><forward mode='vepa'><interface connections='many'/></forward></network>"))
                .isInstanceOfSatisfying(
                        GuestnetException.class, e -> assertThat(e.findings()).hasSizeGreaterThanOrEqualTo(3));
    }
}
