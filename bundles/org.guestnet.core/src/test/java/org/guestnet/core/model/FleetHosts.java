/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.guestnet.model.DeviceName;
import org.guestnet.model.HostDevice;
import org.guestnet.model.HostName;
import org.guestnet.sim.internal.SimNature;
import org.guestnet.sim.internal.SimPopulation;
import org.guestnet.sim.internal.TryOutPopulation;

/** Fifty hosts, each with devices of other names and with networks of its own kind. */
final class FleetHosts implements SimPopulation {

    static final int COUNT = 50;
    static final String RED = "red-network";
    static final String BLUE = "blue-network";

    private static final int KINDS = 8;
    private static final DeviceName BRIDGE = new DeviceName("br0");
    private static final SimPopulation OTHERS = new TryOutPopulation(false);

    static List<HostName> names() {
        return IntStream.range(0, COUNT)
                .mapToObj(i -> new HostName(String.format("node%02d", i)))
                .toList();
    }

    @Override
    public SimNature nature(String name, long seed) {
        SimNature plain = OTHERS.nature(name, seed);
        List<HostDevice> devices = new ArrayList<>(plain.devices());
        devices.add(HostDevice.of(BRIDGE, "bridge")
                .withAdminUp(true)
                .withLinkUp(true)
                .withMtu(plain.devices().get(0).mtu().orElseThrow()));
        return new SimNature(plain.libvirt(), devices, plain.guests());
    }

    /** What a host defines: red in one of eight ways, of which two are rare; blue on every second host. */
    List<String> definitions(int host, long seed) {
        List<String> nics = nature(names().get(host).value(), seed).devices().stream()
                .map(d -> d.name().value())
                .filter(d -> d.startsWith("ens"))
                .toList();
        List<String> definitions = new ArrayList<>(red(host, nics));
        if (host % 2 == 0) {
            definitions.add(host % 4 == 0 ? bridge(BLUE) : pool(BLUE, "bridge", " maxConnections='3'", nics.get(3)));
        }
        return definitions;
    }

    private static List<String> red(int host, List<String> nics) {
        return switch (host % KINDS) {
            case 0, 1 -> List.of(pool(RED, "passthrough", "", nics.get(0), nics.get(1), nics.get(2)));
            case 2 -> List.of(pool(RED, "bridge", " maxConnections='2'", nics.get(0), nics.get(1)));
            case 3 -> List.of(pool(RED, "vepa", " maxConnections='1'", nics.get(0), nics.get(1), nics.get(2)));
            case 4 -> List.of(pool(RED, "private' strategy='fill", " maxConnections='3'", nics.get(0), nics.get(1)));
            case 5 -> List.of(pool(RED, "bridge", "", nics.get(0), nics.get(1)));
            case 6 -> List.of(bridge(RED));
            default -> host % 3 == 0 ? List.of() : List.of(host % 3 == 1 ? nat() : bridge(RED));
        };
    }

    private static String pool(String network, String mode, String limit, String... members) {
        StringBuilder xml =
                new StringBuilder("<network type='direct'><name>" + network + "</name><source mode='" + mode + "'>");
        for (String member : members) {
            xml.append("<interface dev='")
                    .append(member)
                    .append("'")
                    .append(limit)
                    .append("/>");
        }
        return xml.append("</source></network>").toString();
    }

    private static String bridge(String network) {
        return "<network type='bridge'><name>" + network + "</name><bridge name='" + BRIDGE + "'/></network>";
    }

    private static String nat() {
        return "<network type='virtual'><name>" + RED + "</name><forward mode='nat'/><bridge name='virbr7'/>"
                + "<ip address='192.0.2.1' netmask='255.255.255.0'/></network>";
    }
}
