/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.MacAddress;
import org.guestnet.model.Plug;
import org.guestnet.xml.GuestDocuments;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Run by {@link DomainRewriting}. Public, not final, not package-private: JMH's rule. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DomainRewritingBenchmark {

    private static final Map<MacAddress, Plug> PLUGS =
            Map.of(new MacAddress("52:54:00:6b:3c:58"), Plug.direct(new DeviceName("ens1f0"), "vepa"));

    private final DocumentBuilderFactory parsers = DocumentBuilderFactory.newDefaultInstance();
    private final TransformerFactory writers = TransformerFactory.newDefaultInstance();
    private String domain;

    /** Reads the document, as `virsh dumpxml --inactive` writes one. */
    @Setup
    public void read() throws IOException {
        try (InputStream in = DomainRewritingBenchmark.class.getResourceAsStream("domain.xml")) {
            domain = new String(in.readAllBytes(), UTF_8);
        }
    }

    /** Guestnet: one interface of two is plugged into a host. */
    @Benchmark
    public String connect() throws GuestnetException {
        return GuestDocuments.connect(domain, PLUGS);
    }

    /** The least that a program with a DOM does: it reads the document and writes it as it was. */
    @Benchmark
    public String dom() throws Exception {
        Document document = parsers.newDocumentBuilder().parse(new InputSource(new StringReader(domain)));
        StringWriter out = new StringWriter();
        writers.newTransformer().transform(new DOMSource(document), new StreamResult(out));
        return out.toString();
    }
}
