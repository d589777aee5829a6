/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.tunnel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.guestnet.model.Finding;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.testkit.TestDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody might write by mistake, and what he is told. */
class BadTunnelsTest {

    private static final String DEV = "<local dev='eth0'/>";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "port='4789'|<local dev='eth0'/>|<tunnel> has no id",
                "id='0'|<local dev='eth0'/>|id '0' of <tunnel> is out of range",
                "id='16777216'|<local dev='eth0'/>|id '16777216' of <tunnel> is out of range",
                "id='-1'|<local dev='eth0'/>|id '-1' of <tunnel> is out of range",
                "id='007'|<local dev='eth0'/>|id '007' of <tunnel> is out of range",
                "id='1' port='65536'|<local dev='eth0'/>|port '65536' of <tunnel> is out of range",
                "id='1' port='vxlan'|<local dev='eth0'/>|port 'vxlan' of <tunnel> is out of range",
                "id='1' peers='some'|<local dev='eth0'/>|peers 'some' of <tunnel> is not known",
                "id='1' peers='listed'|<local dev='eth0'/>|peers='listed', and no peer is listed",
                "id='1' forwarding='true'|<local dev='eth0'/>|forwarding 'true' of <tunnel> is not known",
                "id='1' vni='2'|<local dev='eth0'/>|<tunnel> has no attribute 'vni'",
                "id='1'|<local dev='eth0'/><remote/>|<tunnel> has no element <remote>",
                "id='1'|<peer address='192.0.2.9'/>|<tunnel> does not say where it leaves the host",
                "id='1'|<local dev='eth0'/><local dev='eth1'/>|a second <local> in <tunnel>",
                "id='1'|<local/>|<local> has neither dev nor address",
                "id='1'|<local dev='eth0' address='192.0.2.7'/>|<local> has both dev and address",
                "id='1'|<local dev='eth0' mtu='9000'/>|<local> has no attribute 'mtu'",
                "id='1'|<local dev='a-name-that-is-too-long'/>|device name 'a-name-that-is-too-long' is not valid",
                "id='1'|<local address='kvm1.example.org'/>|IP address 'kvm1.example.org' is not valid",
                "id='1'|<local address='127.0.0.1'/>|no other host reaches address 127.0.0.1",
                "id='1'|<local dev='eth0'/><peer/>|<peer> has no address",
                "id='1'|<local dev='eth0'/><peer address='192.0.2.9' port='1'/>|<peer> has no attribute 'port'",
                "id='1'|<local dev='eth0'/><peer address='192.0.2.0/24'/>|IP address '192.0.2.0/24' is not valid",
                "id='1'|<local dev='eth0'/><peer address='239.1.1.1'/>|no other host reaches address 239.1.1.1",
                "id='1'|<local dev='eth0'/><peer address='fe80::1'/>|no other host reaches address fe80:0:0:0:0:0:0:1",
                "id='1'|<local address='192.0.2.7'/><peer address='192.0.2.7'/>|peer 192.0.2.7 is the host itself",
                "id='1'|<local address='192.0.2.7'/><peer address='2001:db8::1'/>|is of another version of IP than <local>",
                "id='1'|<local dev='eth0'/><encryption/>|<encryption> does not say its type",
                "id='1'|<local dev='eth0'/><encryption type='wireguard'/>|nobody encrypts by 'wireguard'",
                "id='1'|<local dev='eth0'/><encryption type='ipsec'/>|needs a secret or else a certificate",
                "id='1'|<local dev='eth0'/><encryption type='ipsec' secret='s' authority='a'/>|needs a secret or else",
                "id='1'|<local dev='eth0'/><encryption type='ipsec' certificate='c'/>|needs a secret or else",
                "id='1'|<local dev='eth0'/><encryption type='ipsec' secret='a b'/>|secret name 'a b' is not valid",
                "id='1'|<local dev='eth0'/><encryption type='ipsec' secret='s' key='0x1'/>|has no attribute 'key'",
                "id='1'|<local dev='eth0'/><encryption type='ipsec' certificate='../c' authority='a'/>|file name has",
            })
    void isRefusedAndSaysWhatToWrite(String attributes, String inside, String detail) {
        List<Finding> findings = Tunnels.read("<tunnel " + attributes + ">" + inside + "</tunnel>")
                .findings();
        assertThat(findings)
                .extracting(Finding::detail)
                .singleElement()
                .asString()
                .contains(detail);
        assertThat(findings.get(0).toString()).contains("line 3, /network/tunnel[1]", "Try: ");
    }

    @Test
    void isRefusedAsAWholeInDocumentOrder() {
        assertThat(Tunnels.read("<tunnel id='0'\n port='0'>\n<local/>\n<peer address='192.0.2.9'/>\n"
                                + "<peer address='192.0.2.9'/>\n<peer address='2001:db8::1'/>\n"
                                + "<encryption type='ipsec' secret='s' certificate='c'/>\n<encryption/>\n</tunnel>")
                        .findings())
                .extracting(f -> f.place().orElseThrow().path().replace("/network/tunnel[1]", ""), Finding::detail)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("", "id '0' of <tunnel> is out of range"),
                        org.assertj.core.groups.Tuple.tuple("", "port '0' of <tunnel> is out of range"),
                        org.assertj.core.groups.Tuple.tuple("/local[1]", "<local> has neither dev nor address"),
                        org.assertj.core.groups.Tuple.tuple("/peer[2]", "peer 192.0.2.9 is listed twice"),
                        org.assertj.core.groups.Tuple.tuple(
                                "/peer[3]", "peer 2001:db8:0:0:0:0:0:1 is of another version of IP than the others"),
                        org.assertj.core.groups.Tuple.tuple(
                                "/encryption[1]",
                                "<encryption type='ipsec'> needs a secret or else a certificate with its authority"),
                        org.assertj.core.groups.Tuple.tuple("/encryption[2]", "a second <encryption> in <tunnel>"));
    }

    @Test
    void namesTheEncryptionsThatAreThere() {
        NetworkDefinition definition = TestDefinition.of("<network type='tunnel'><name>n</name><tunnel id='1'>" + DEV
                + "<encryption type='x'/></tunnel></network>");
        assertThat(Tunnels.read("<tunnel id='1'>" + DEV + "<encryption type='x'/></tunnel>")
                        .findings())
                .extracting(Finding::remedy)
                .containsExactly("write <encryption type='…'> with one that is there: ipsec");
        assertThat(new VxlanUplinkProvider(List.of())
                        .read(definition, definition.root().first("tunnel").orElseThrow())
                        .findings())
                .extracting(Finding::remedy)
                .containsExactly("install an encryption; there is none now");
    }

    /** No word of a tunnel reaches a host but its numbers, addresses, and names that no shell can misread. */
    @ParameterizedTest
    @ValueSource(
            strings = {"$(id)", "`id`", ";id", "&amp;id", "|id", "a\nb", "a b", "&gt;x", "*", "~", "'\"", "--x", "#"})
    void refusesWhatAShellWouldRead(String word) {
        for (String tunnel : List.of(
                "<tunnel id=\"" + esc(word) + "\">" + DEV + "</tunnel>",
                "<tunnel id='1' port=\"" + esc(word) + "\">" + DEV + "</tunnel>",
                "<tunnel id='1'><local address=\"" + esc(word) + "\"/></tunnel>",
                "<tunnel id='1'>" + DEV + "<peer address=\"" + esc(word) + "\"/></tunnel>",
                "<tunnel id='1'>" + DEV + "<encryption type=\"" + esc(word) + "\"/></tunnel>",
                "<tunnel id='1'>" + DEV + "<encryption type='ipsec' secret=\"" + esc(word) + "\"/></tunnel>",
                "<tunnel id='1'>" + DEV + "<encryption type='ipsec' authority='a' certificate=\"" + esc(word)
                        + "\"/></tunnel>",
                "<tunnel id='1'>" + DEV + "<encryption type='ipsec' certificate='a' authority=\"" + esc(word)
                        + "\"/></tunnel>")) {
            assertThat(Tunnels.read(tunnel).value()).as(tunnel).isEmpty();
        }
    }

    private static String esc(String word) {
        return word.replace("\"", "&quot;");
    }
}
