/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver.store.contract;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.HostName;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.InterfaceReport;
import org.guestnet.model.Operation.Kind;
import org.guestnet.model.Operation.State;
import org.guestnet.model.Operation.Step;
import org.guestnet.model.Operation.StepState;
import org.guestnet.model.OperationId;
import org.guestnet.model.Place;
import org.guestnet.model.Plug;

/** Operations to test with. */
final class OperationSamples {

    private static final HostName HERE = new HostName("kvm1");
    private static final HostName THERE = new HostName("kvm2");
    private static final NetworkName RED = new NetworkName("rød network");
    private static final MacAddress MAC = new MacAddress("52:54:00:00:00:01");

    private OperationSamples() {}

    static Operation started(Instant when) {
        return of(Kind.NETWORK_DEFINE, when);
    }

    static Operation of(Kind kind, Instant when) {
        return new Operation(
                OperationId.random(),
                kind,
                "",
                Optional.empty(),
                HERE,
                Optional.empty(),
                State.RUNNING,
                List.of(),
                List.of(),
                List.of(),
                when,
                Optional.empty());
    }

    static Operation saying(String text) {
        return new Operation(
                OperationId.random(),
                Kind.GUEST_START,
                text,
                Optional.empty(),
                HERE,
                Optional.empty(),
                State.UNDONE,
                List.of(new Step(text, text, StepState.FAILED)),
                List.of(Finding.blocker("HOST_REFUSED", text, text).at(new Place(1, text))),
                List.of(new InterfaceReport(
                        MAC, RED, Optional.of(Plug.of("user", Map.of("x", text))), Optional.empty())),
                Instant.EPOCH,
                Optional.of(Instant.EPOCH));
    }

    static Operation withEverything() {
        return new Operation(
                OperationId.random(),
                Kind.GUEST_MIGRATE,
                "web 'one'; \"two\" \\ %_ \ud83d\ude00\u0001\r\n\t",
                Optional.of(UUID.randomUUID()),
                HERE,
                Optional.of(THERE),
                State.DONE,
                steps(),
                findings(),
                interfaces(),
                List.of(UUID.randomUUID(), UUID.randomUUID()),
                Instant.parse("2026-02-03T04:05:06.123456789Z"),
                Optional.of(Instant.parse("2026-02-03T04:05:07.000000001Z")));
    }

    private static List<Step> steps() {
        Stream<Step> states = Arrays.stream(StepState.values()).map(s -> new Step("step " + s, "undo " + s, s));
        return Stream.concat(states, Stream.of(new Step("", "", StepState.DONE), new Step("", "", StepState.DONE)))
                .toList();
    }

    private static List<Finding> findings() {
        Finding bare = Finding.notice("N", "", "");
        return List.of(
                Finding.blocker("POOL_EXHAUSTED", "all 2 members serve a guest", "stop one")
                        .on(THERE)
                        .on(RED)
                        .on(MAC)
                        .at(new Place(17, "/network/forward[1]/interface[2]")),
                Finding.consent("LOCAL_SCOPE", "another wire", "").on(HERE),
                bare.on(RED),
                bare.on(MAC),
                bare.at(new Place(0, "")),
                bare,
                bare);
    }

    private static List<InterfaceReport> interfaces() {
        Plug direct = Plug.direct(new DeviceName("ens1f0"), "vepa");
        Plug odd = Plug.of("vhostuser", Map.of("path", "/run/a b='c'", "mode", "", "A-b_1", "ü\n"));
        return List.of(
                new InterfaceReport(MAC, RED, Optional.of(direct), Optional.of(odd)),
                new InterfaceReport(MAC, RED, Optional.of(Plug.bridge(new DeviceName("br0"))), Optional.empty()),
                new InterfaceReport(new MacAddress("52:54:00:00:00:02"), RED, Optional.empty(), Optional.of(direct)),
                new InterfaceReport(new MacAddress("52:54:00:00:00:03"), RED, Optional.empty(), Optional.empty()),
                new InterfaceReport(
                        new MacAddress("52:54:00:00:00:04"),
                        RED,
                        Optional.of(Plug.of("ethernet", Map.of())),
                        Optional.of(Plug.network(new DeviceName("virbr7")))));
    }
}
