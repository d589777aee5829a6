/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.guestnet.model.GuestnetException;
import org.guestnet.xml.Member;
import org.guestnet.xml.NetworkDocuments;

/** What libvirt itself says of a pool, over the first devices of a host. */
final class PoolBooks {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Lab lab;
    private final String host;
    private final String pool;
    private final List<String> devices;

    PoolBooks(Lab lab, String host, String pool) {
        this.lab = lab;
        this.host = host;
        this.pool = pool;
        this.devices = lab.devicesOf(host);
    }

    /** Our document of the pool with these devices. */
    String definition(String mode, int... members) {
        return definition(mode, "", members);
    }

    /** The same with attributes for each member. */
    String definition(String mode, String attributes, int... members) {
        String interfaces = Arrays.stream(members)
                .mapToObj(i -> "<interface dev='" + devices.get(i) + "'" + attributes + "/>")
                .collect(Collectors.joining());
        return "<network type='direct'><name>%s</name><source mode='%s'>%s</source></network>"
                .formatted(pool, mode, interfaces);
    }

    String device(int member) {
        return devices.get(member);
    }

    /** Members of the running network by their place among the devices, with libvirt's counters: {@code 0=1 2=0}. */
    String read() {
        return members().stream()
                .map(m -> devices.indexOf(m.device().value()) + "=" + m.connections())
                .collect(Collectors.joining(" "));
    }

    private List<Member> members() {
        try {
            return NetworkDocuments.libvirtNetwork(lab.virsh(host, "net-dumpxml", pool))
                    .pool();
        } catch (GuestnetException e) {
            throw new AssertionError(e);
        }
    }

    /** libvirt's counter of a member; 0 if the network lacks it. */
    int counted(int member) {
        return members().stream()
                .filter(m -> m.device().value().equals(devices.get(member)))
                .mapToInt(Member::connections)
                .sum();
    }

    /** libvirt's counters of all members together. */
    int counted() {
        return members().stream().mapToInt(Member::connections).sum();
    }

    /** The UUIDs of the ports, in order. */
    List<String> ports() {
        return lab.virsh(host, "net-port-list", pool, "--uuid")
                .lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .sorted()
                .toList();
    }

    /** Ports by their documents, in the order of {@link #ports}. */
    List<String> portDocuments() {
        List<String> documents = new ArrayList<>();
        ports().forEach(p -> documents.add(lab.virsh(host, "net-port-dumpxml", pool, p)));
        return documents;
    }

    void become(String books) {
        Await.until("libvirt's books are " + books, PATIENCE, () -> read().equals(books));
    }

    /** Waits for exactly these ports. */
    void awaitPorts(List<String> ports) {
        Await.until("these are the ports: " + ports, PATIENCE, () -> ports().equals(ports));
    }

    /** The place of the device that a running guest has; -1 if it has none of them. */
    int memberOf(LabGuest guest) {
        String xml = lab.virsh(host, "dumpxml", guest.name());
        return IntStream.range(0, devices.size())
                .filter(i -> xml.contains("dev='" + devices.get(i) + "' mode="))
                .findFirst()
                .orElse(-1);
    }
}
