/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.Migration;
import org.guestnet.model.DeviceName;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Port;

/** The calls of a session that ask its host, each with arguments that fit: what is added to the interface is called as well. */
final class EveryCall {

    private static final Set<String> ASK_NOBODY = Set.of("facts", "close");

    private static final NetworkName NETWORK = new NetworkName("none");
    private static final MacAddress MAC = new MacAddress("52:54:00:00:00:99");
    private static final String NIC =
            "<interface type='network'><mac address='" + MAC + "'/><source network='" + NETWORK + "'/></interface>";
    private static final UUID GUEST = UUID.randomUUID();
    private static final Port PORT =
            new Port(UUID.randomUUID(), NETWORK, "nobody", GUEST, MAC, Optional.empty(), Optional.empty());

    private EveryCall() {}

    /** The calls of one of several rounds, by their names. */
    static Map<String, ThrowingCallable> of(HostSession session, HostSession destination, int round, int rounds) {
        Map<String, ThrowingCallable> all = all(session, destination);
        List<String> names = List.copyOf(all.keySet());
        all.keySet().removeIf(name -> names.indexOf(name) % rounds != round);
        return all;
    }

    private static Map<String, ThrowingCallable> all(HostSession session, HostSession destination) {
        Map<String, ThrowingCallable> calls = new TreeMap<>();
        for (Method method : HostSession.class.getMethods()) {
            if (!ASK_NOBODY.contains(method.getName())) {
                Object[] arguments = Arrays.stream(method.getParameterTypes())
                        .map(type -> argument(method, type, destination))
                        .toArray();
                calls.put(method.getName(), () -> call(session, method, arguments));
            }
        }
        return calls;
    }

    private static void call(HostSession session, Method method, Object[] arguments) throws Throwable {
        try {
            method.invoke(session, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Object argument(Method method, Class<?> type, HostSession destination) {
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        Map<Class<?>, Object> known = Map.of(
                NetworkName.class, NETWORK,
                MacAddress.class, MAC,
                DeviceName.class, new DeviceName("none0"),
                UUID.class, GUEST,
                Port.class, PORT,
                String.class,
                        method.getName().endsWith("Interface")
                                ? NIC
                                : LabGuest.empty("nobody").xml(),
                boolean.class, true,
                HostSession.class, destination,
                Migration.class, Migration.plain());
        return Optional.ofNullable(known.get(type)).orElseThrow(() -> new AssertionError("an argument for " + type));
    }
}
