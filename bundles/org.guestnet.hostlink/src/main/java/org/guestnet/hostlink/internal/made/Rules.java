/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.made;

import java.util.ArrayList;
import java.util.List;
import org.guestnet.hostlink.internal.seen.Table;
import org.guestnet.model.DeviceName;
import org.guestnet.model.link.ArrivalGuard;
import org.guestnet.model.link.LinkNames;
import org.guestnet.model.link.PortFilter;

/** Tables of nftables. Each is taken as a whole or not at all; what was in one of that name before is gone. */
final class Rules {

    private static final List<String> SERVERS = List.of( // of addresses, for IPv4 and for IPv6
            "ether type ip udp dport { 67, 68 } drop",
            "ether type ip6 udp dport { 546, 547 } drop",
            "ether type ip6 icmpv6 type nd-router-advert drop");

    private Rules() {}

    static String of(PortFilter filter) {
        String rules = chain("forward", filter.port(), "iifname", "oifname")
                + chain("input", filter.port(), "iifname")
                + chain("output", filter.port(), "oifname");
        return table(Table.of(filter), rules);
    }

    private static String chain(String hook, DeviceName port, String... ways) {
        List<String> rules = new ArrayList<>();
        for (String way : ways) {
            SERVERS.forEach(server -> rules.add("    " + way + " \"" + port + "\" " + server + "\n"));
        }
        return "  chain " + hook + " {\n    type filter hook " + hook + " priority -10; policy accept;\n"
                + String.join("", rules) + "  }\n";
    }

    /** What strongSwan decrypts or encrypts itself passes its device; what the kernel does, the packet or its route remembers. */
    static String of(ArrivalGuard guard) {
        return guard.device().isPresent()
                ? inUserSpace(guard)
                : guard(guard, "meta ipsec missing ", "rt ipsec missing ");
    }

    /** By the device alone: also for kernels that remember neither. */
    static String inUserSpace(ArrivalGuard guard) {
        return guard(guard, "", "");
    }

    /**
     * Input is seen before fragments of IPv6 are put together, so the first one must tell which network it is of, or is dropped; without
     * a first one the others become nothing. What is accepted here other networks' guards see still. IPv4 is put together before.
     */
    private static String guard(ArrivalGuard guard, String decrypted, String encrypted) {
        // The 24 bits of the identifier, after the UDP header and the first half of VXLAN's.
        String inner = LinkNames.innerNetwork(guard.vxlan());
        String device = guard.device().map(DeviceName::value).orElse("ipsec*");
        String port = "udp dport " + guard.port();
        String frames = port + " @th,96,24 " + guard.id();
        String clear = "iifname != \"" + device + "\" " + decrypted;
        return table(
                Table.of(guard),
                hook(
                                "input",
                                "iifname != \"lo\" " + clear + "ip6 daddr " + inner + " drop", // fragments too
                                clear + frames + " drop",
                                frames + " ip6 saddr != " + inner + " drop",
                                frames + " meta nfproto ipv4 drop",
                                clear + "exthdr frag exists " + port + " @th,96,24 != " + guard.id() + " accept",
                                clear + "exthdr frag exists " + port + " drop")
                        + hook("output", "oifname != \"" + device + "\" " + encrypted + frames + " drop"));
    }

    private static String hook(String hook, String... rules) {
        return "  chain " + hook + " {\n    type filter hook " + hook + " priority -10; policy accept;\n    "
                + String.join("\n    ", rules) + "\n  }\n";
    }

    private static String table(Table table, String chains) {
        return without(table) + name(table) + " {\n" + chains + "}\n";
    }

    /** Takes a table away, whether it is there or not. */
    static String without(Table table) {
        return "add " + name(table) + "\ndelete " + name(table) + "\n";
    }

    private static String name(Table table) {
        return "table " + table.family() + " " + table.name();
    }
}
