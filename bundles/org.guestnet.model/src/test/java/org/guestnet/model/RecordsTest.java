/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records of several parts: none may be missing. */
class RecordsTest {

    private static final HostName HOST = new HostName("kvm1");
    private static final MacAddress MAC = new MacAddress("52:54:00:00:00:01");
    private static final NetworkName NETWORK = new NetworkName("red");
    private static final UUID ID = UUID.fromString("11111111-2222-3333-4444-555555555555");
    private static final Claim.Key KEY = new Claim.Key(HOST, "eth0", 0);

    static Stream<Record> records() {
        return Stream.of(
                new Host(HOST, HostAddress.parse("sim:a"), Hypervisor.QEMU),
                HostDevice.of(new DeviceName("eth0"), "ethernet"),
                new VirtualFunction(new DeviceName("eth0"), 0),
                new Port(ID, NETWORK, "web1", ID, MAC, Optional.empty(), Optional.empty()),
                KEY,
                new Claim(KEY, NETWORK, ID, "web1", MAC, new OperationId(ID), Claim.State.HELD, Instant.EPOCH),
                new OperationId(ID),
                new Place(1, "/network"),
                new Operation.Step("do", "undo", Operation.StepState.PLANNED),
                new Operation.InterfaceReport(MAC, NETWORK, Optional.empty(), Optional.empty()),
                Operation.begin(
                        new OperationId(ID),
                        Operation.Kind.GUEST_START,
                        "web1",
                        Optional.of(ID),
                        HOST,
                        Optional.empty(),
                        List.of()));
    }

    @ParameterizedTest
    @MethodSource("records")
    void refusesEachMissingPart(Record value) throws ReflectiveOperationException {
        RecordComponent[] parts = value.getClass().getRecordComponents();
        Constructor<?> constructor = value.getClass()
                .getDeclaredConstructor(
                        Stream.of(parts).map(RecordComponent::getType).toArray(Class[]::new));
        Object[] values = IntStream.range(0, parts.length)
                .mapToObj(i -> part(value, parts[i]))
                .toArray();
        assertThat(constructor.newInstance(values)).isEqualTo(value);
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].getType().isPrimitive()) {
                Object[] incomplete = values.clone();
                incomplete[i] = null;
                assertThat(failureOf(constructor, incomplete))
                        .as("%s without %s", value.getClass().getSimpleName(), parts[i].getName())
                        .isInstanceOfAny(NullPointerException.class, IllegalArgumentException.class);
            }
        }
    }

    private static Object part(Record value, RecordComponent part) {
        try {
            return part.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Throwable failureOf(Constructor<?> constructor, Object... values)
            throws ReflectiveOperationException {
        try {
            constructor.newInstance(values);
            return null;
        } catch (InvocationTargetException e) {
            return e.getCause();
        }
    }

    @Test
    void refusesASlotThatIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Claim.Key(HOST, "", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Claim.Key(HOST, "eth0", -1));
        assertThat(new Claim.Key(HOST, "eth0", Integer.MAX_VALUE).ordinal()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void refusesALineBeforeTheFirst() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Place(-1, "/network"));
        assertThat(new Place(0, "/network")).hasToString("/network");
        assertThat(new Place(1, "/network")).hasToString("line 1, /network");
    }

    @Test
    void shortensAnOperationsIdForPeople() {
        assertThat(new OperationId(ID).shortForm()).isEqualTo("11111111");
        assertThat(new OperationId(ID)).hasToString(ID.toString());
        assertThat(OperationId.random()).isNotEqualTo(OperationId.random());
    }
}
