/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.ops4j.pax.exam.ExamSystem;
import org.ops4j.pax.exam.TestAddress;
import org.ops4j.pax.exam.TestContainer;
import org.ops4j.pax.exam.TestProbeBuilder;
import org.ops4j.pax.exam.spi.PaxExamRuntime;

/** Outside: our container, started once for a test run, with one bundle that holds all test classes. */
final class KarafServer implements AutoCloseable {

    private final TestContainer container;
    private final TestAddress probe;

    private KarafServer(TestContainer container, TestAddress probe) {
        this.container = container;
        this.probe = probe;
    }

    static KarafServer start() {
        try {
            ExamSystem system = PaxExamRuntime.createTestSystem(KarafOptions.all());
            TestContainer container = PaxExamRuntime.createContainer(system);
            container.start();
            TestProbeBuilder builder = system.createProbe();
            builder.setHeader("Bundle-SymbolicName", "org.guestnet.itests.probe");
            builder.setHeader("Bundle-Activator", ProbeActivator.class.getName());
            TestAddress probe = builder.addTest(ProbeActivator.class, "any");
            container.installProbe(builder.build().getStream());
            return new KarafServer(container, probe);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the test of that id inside and fails as it fails there. */
    void run(String uniqueId) throws Throwable {
        try {
            container.call(new Address(probe, uniqueId));
        } catch (RuntimeException e) {
            throw Failures.received(e);
        }
    }

    @Override
    public void close() {
        container.stop();
    }

    /** Any test: its id goes as an argument to the one address that the probe has. */
    private record Address(TestAddress root, String uniqueId) implements TestAddress {
        @Override
        public String identifier() {
            return root.identifier();
        }

        @Override
        public String caption() {
            return uniqueId;
        }

        @Override
        public Object[] arguments() {
            return new Object[] {uniqueId};
        }
    }
}
