/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal.rules;

import java.util.List;
import java.util.regex.Pattern;
import org.guestnet.model.XmlElement;

/** What only networks have whose bridge libvirt makes: MTU, MAC address, addresses, DNS, domain. */
final class AddressingRules {

    private static final Pattern MAC = Pattern.compile("(?i)[0-9a-f]{1,2}(:[0-9a-f]{1,2}){5}");

    private AddressingRules() {}

    static void check(Subject network) {
        XmlElement root = network.root();
        root.all("mtu").forEach(mtu -> network.number(mtu, "size"));
        root.all("mac").forEach(mac -> mac(network, mac));
        if (!network.mode().isVirtual()) {
            List.of("mtu", "mac", "ip", "domain").forEach(name -> root.all(name).forEach(e -> refuse(network, e)));
            root.all("dns").stream()
                    .filter(dns -> dns.children().stream()
                            .anyMatch(c -> List.of("txt", "host", "srv").contains(c.name())))
                    .forEach(dns -> refuse(network, dns));
        }
        root.all("dns").stream()
                .filter(dns -> dns.attribute("enable").filter("no"::equals).isPresent())
                .filter(dns -> !dns.children().isEmpty())
                .forEach(dns -> network.refuse(dns, "<dns enable='no'> has entries", "remove them, or enable='no'"));
        dhcpOnce(network);
    }

    private static void refuse(Subject network, XmlElement element) {
        network.refuse(
                element,
                "forward mode " + network.mode() + " takes no <" + element.name() + ">",
                "remove it; the host's own network decides that");
    }

    private static void mac(Subject network, XmlElement mac) {
        String address = mac.attribute("address").orElse("");
        if (!MAC.matcher(address).matches()) {
            network.refuse(mac, "'" + address + "' is not a MAC address", "write for example 52:54:00:12:34:56");
        } else if ((Integer.parseInt(address.split(":")[0], 16) & 1) == 1) {
            network.refuse(mac, "the MAC address " + address + " is multicast", "use one whose first pair is even");
        }
    }

    /** dnsmasq serves one range of each family. */
    private static void dhcpOnce(Subject network) {
        for (String family : List.of("ipv4", "ipv6")) {
            network.root().all("ip").stream()
                    .filter(ip -> family(ip).equals(family))
                    .filter(ip -> ip.first("dhcp").isPresent())
                    .skip(1)
                    .forEach(ip -> network.refuse(
                            ip, "a second <ip> of family " + family + " has <dhcp>", "serve DHCP on one of them"));
        }
    }

    private static String family(XmlElement ip) {
        return ip.attribute("family").orElse("ipv4");
    }
}
