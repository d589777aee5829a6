/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.guestnet.spi.AttachmentPoint;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.testkit.TestDefinition;
import org.guestnet.testkit.TestHost;
import org.guestnet.testkit.TestPort;
import org.guestnet.testkit.TestUsage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The largest pools are answered for in time. */
class LargePoolTest {

    private static final Duration LONGEST = Duration.ofMillis(100);
    private static final int TRIES = 5; // the best of them counts
    private static final ThreadMXBean CPU =
            ManagementFactory.getThreadMXBean(); // a busy machine is not the provider's fault
    private static final TestHost HOST = cards(TestHost.named("kvm1")
            .withDevices(
                    IntStream.range(0, Pool.MAX_MEMBERS).mapToObj(i -> "e" + i).toArray(String[]::new)));

    private static TestHost cards(TestHost host) {
        return IntStream.range(0, 16)
                .boxed()
                .reduce(host, (h, i) -> h.withFunctions("p" + i, i, 255), (first, second) -> second);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<interface dev='e[0-4095]'/>",
                "<interface dev='e[0-4000]'/><exclude dev='e[5-4000]'/>",
                "<interface dev='gone[0-4095]'/>",
                "one by one",
                "all functions"
            })
    void areReadAndPreferredInTime(String pool) {
        NetworkDefinition definition =
                TestDefinition.of("<network type='direct'><name>n</name><source strategy='spread-numa'>" + written(pool)
                        + "</source></network>");
        DefinedNetwork network =
                inTime(() -> new DirectNetworkType().read(definition).value().orElseThrow());
        List<AttachmentPoint> points = inTime(() -> network.on(HOST).attachmentPoints());
        TestPort nic = TestPort.of("<interface/>");
        assertThat(inTime(() -> network.prefer(HOST, nic, points, TestUsage.none())))
                .hasSameSizeAs(points)
                .isNotEmpty();
        assertThat(inTime(() -> network.admits(HOST, nic))).isEmpty();
    }

    private static String written(String pool) {
        return switch (pool) {
            case "one by one" -> elements(Pool.MAX_MEMBERS, i -> "<interface dev='e" + i + "' maxConnections='2'/>");
            case "all functions" -> elements(16, i -> "<pf dev='p" + i + "'/>");
            default -> pool;
        };
    }

    private static String elements(int count, IntFunction<String> element) {
        return IntStream.range(0, count).mapToObj(element).reduce("", String::concat);
    }

    private static <T> T inTime(Supplier<T> question) {
        T answer = null;
        long best = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            long begin = CPU.getCurrentThreadCpuTime();
            answer = question.get();
            best = Math.min(best, CPU.getCurrentThreadCpuTime() - begin);
        }
        assertThat(Duration.ofNanos(best)).isLessThan(LONGEST);
        return answer;
    }
}
