/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.xml.namespace.QName;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Place;
import org.guestnet.model.XmlElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlTest {

    private static Finding refused(String text) {
        GuestnetException refusal = catchThrowableOfType(GuestnetException.class, () -> Xml.parse(text));
        assertThat(refusal).as("refusal").isNotNull();
        Finding finding = refusal.findings().get(0);
        assertThat(finding.severity()).isEqualTo(Finding.Severity.BLOCKER);
        assertThat(finding.remedy()).isNotEmpty();
        assertThat(finding.place()).isPresent();
        return finding;
    }

    private static int line(Finding finding) {
        return finding.place().map(Place::line).orElse(0);
    }

    @Test
    void anExternalEntityIsNeitherReadNorFetched(@TempDir Path dir) throws Exception {
        Path secret = Files.writeString(dir.resolve("secret"), "top-secret");
        AtomicInteger fetched = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            fetched.incrementAndGet();
            exchange.close();
        });
        server.start();
        String url = "http://localhost:" + server.getAddress().getPort() + "/x";
        try {
            for (String target : new String[] {secret.toUri().toString(), url}) {
                for (String document : new String[] {
                    "<!DOCTYPE n [<!ENTITY x SYSTEM '" + target + "'>]>\n<n>&x;</n>",
                    "<!DOCTYPE n [<!ENTITY % x SYSTEM '" + target + "'> %x;]>\n<n/>",
                    "<!DOCTYPE n SYSTEM '" + target + "'>\n<n/>",
                    "<!DOCTYPE n PUBLIC 'x' '" + target + "'>\n<n/>"
                }) {
                    Finding finding = refused(document);
                    assertThat(finding.code()).isEqualTo(Codes.XML_INVALID);
                    assertThat(finding.detail()).contains("DOCTYPE").doesNotContain("top-secret");
                    assertThat(line(finding)).isEqualTo(1);
                }
            }
        } finally {
            server.stop(0);
        }
        assertThat(fetched).hasValue(0);
    }

    @Test
    void anEntityThatGrowsIsRefusedBeforeItDoes() {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE n [<!ENTITY l0 'lol'>");
        for (int i = 1; i < 10; i++) {
            laughs.append("<!ENTITY l")
                    .append(i)
                    .append(" '")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("'>");
        }
        assertThat(refused(laughs.append("]><n>&l9;</n>").toString()).detail()).contains("DOCTYPE");
    }

    @Test
    void aDocumentMayHaveAMebiOfCharactersAndNotOneMore() throws Exception {
        String frame = "<n></n>";
        assertThat(Xml.parse("<n>" + " ".repeat((1 << 20) - frame.length()) + "</n>")
                        .text())
                .isEmpty();
        Finding finding = refused("<n>" + " ".repeat((1 << 20) - frame.length() + 1) + "</n>");
        assertThat(finding.code()).isEqualTo(Codes.XML_TOO_LARGE);
        assertThat(refused("<n>" + "x".repeat(10_000_000) + "</n>").code()).isEqualTo(Codes.XML_TOO_LARGE);
    }

    @Test
    void aDocumentMayHaveSixtyFourLevelsAndNotOneMore() throws Exception {
        Xml.parse("<n>".repeat(64) + "</n>".repeat(64));
        Finding finding = refused("<n>\n".repeat(65) + "</n>".repeat(65));
        assertThat(finding.code()).isEqualTo(Codes.XML_TOO_LARGE);
        assertThat(finding.detail()).contains("64");
        assertThat(line(finding)).isEqualTo(65);
        assertThat(refused("<n>".repeat(200_000)).code()).isEqualTo(Codes.XML_TOO_LARGE);
    }

    @Test
    void aDocumentMayHaveAHundredThousandPartsAndNotOneMore() throws Exception {
        Xml.parse("<n>" + "<a/>".repeat(99_999) + "</n>");
        assertThat(refused("<n>" + "<a/>".repeat(100_000) + "</n>").code()).isEqualTo(Codes.XML_TOO_LARGE);
        assertThat(refused("<n>" + "<!---->".repeat(100_000) + "</n>").code()).isEqualTo(Codes.XML_TOO_LARGE);
        assertThat(refused("<n>" + "<?p?>".repeat(100_000) + "</n>").code()).isEqualTo(Codes.XML_TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "red-network",
                "{\"network\": \"red\"}",
                "<network>",
                "<network></net>",
                "<network name=red/>",
                "<network/><network/>",
                "<network>&undeclared;</network>",
                "<x:network/>",
                "<network a='1' a='2'/>",
                "<network>\u0000</network>",
                "<?xml version='1.1'?><network/>"
            })
    void whatIsNoXmlIsRefusedWithALine(String text) {
        Finding finding = refused(text);
        assertThat(finding.code()).isEqualTo(Codes.XML_INVALID);
        assertThat(line(finding)).isEqualTo(1);
    }

    @Test
    void theLineOfAMistakeIsTold() {
        assertThat(line(refused("<network>\n  <name>red</name>\n  <forward mode='vepa'>\n</network>")))
                .isEqualTo(4);
    }

    @Test
    void anEncodingDeclarationIsOfNoAccount() throws Exception {
        assertThat(Xml.parse("<?xml version='1.0' encoding='UTF-16'?><n>ü</n>").text())
                .isEqualTo("ü");
        assertThat(Xml.parse("\uFEFF<?xml version='1.0'?><n/>").name()).isEqualTo("n");
    }

    @Test
    void bytesThatWereReadInAnotherEncodingAreRefused() {
        String wrong = new String(
                "<?xml version='1.0' encoding='UTF-16'?><n/>".getBytes(StandardCharsets.UTF_16),
                StandardCharsets.ISO_8859_1);
        assertThat(refused(wrong).code()).isEqualTo(Codes.XML_INVALID);
    }

    @Test
    void aFailureDoesNotSpoilTheNextDocument() throws Exception {
        for (int i = 0; i < 20; i++) {
            refused("<n>\n<a>");
            assertThat(Xml.parse("<n a='1'><b/></n>").children()).hasSize(1);
        }
    }

    @Test
    void elementsKnowTheirLineAndPath() throws Exception {
        XmlElement root = Xml.parse("<n>\n<a/>\n<b>\n<a/><a\nx='1'/></b></n>");
        XmlElement second = root.first("b").orElseThrow().all("a").get(1);
        assertThat(second.place()).isEqualTo(new Place(5, "/n/b[1]/a[2]"));
        assertThat(root.place().path()).isEqualTo("/n");
    }

    @Test
    void whatIsWrittenIsReadAsEqual() throws Exception {
        XmlElement odd = new XmlElement(
                new QName("urn:a", "root", "p"),
                Map.of(new QName("urn:b", "x", "p"), "1", new QName("urn:c", "y"), "2"),
                java.util.List.of(
                        XmlElement.of("plain")
                                .with("v", "<&>\"'\n\t\u00e9\uD83D\uDE00")
                                .withText("a < b & c]]>"),
                        new XmlElement(
                                new QName("urn:d", "default"),
                                Map.of(),
                                java.util.List.of(XmlElement.of("inner")),
                                "",
                                new Place(0, "/"))),
                "",
                new Place(0, "/"));
        assertThat(Xml.parse(Xml.write(odd))).isEqualTo(odd);
    }

    @Test
    void aTextNeverBecomesMarkup() throws Exception {
        XmlElement name = XmlElement.of("name").withText("</name><uuid>x</uuid>");
        assertThat(Xml.parse(Xml.write(name))).isEqualTo(name);
    }

    @Test
    void aDefinitionIsASourceForJaxbWithoutAParser() throws Exception {
        String text = "<network type='x'><name>red</name><own xmlns='urn:o' a='1'>t</own></network>";
        javax.xml.transform.dom.DOMResult result = new javax.xml.transform.dom.DOMResult();
        javax.xml.transform.TransformerFactory.newDefaultInstance()
                .newTransformer()
                .transform(NetworkDocuments.read(text).asSource(), result);
        org.w3c.dom.Node expected = javax.xml.parsers.DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new org.xml.sax.InputSource(new StringReader(text)))
                .getDocumentElement();
        org.w3c.dom.Node told = result.getNode().getFirstChild();
        assertThat(told.getLastChild().getNamespaceURI()).isEqualTo("urn:o");
        assertThat(told.getTextContent()).isEqualTo(expected.getTextContent());
    }
}
