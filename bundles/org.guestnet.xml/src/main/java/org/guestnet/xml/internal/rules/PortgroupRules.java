/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.guestnet.model.XmlElement;

/** {@code <portgroup>}. */
final class PortgroupRules {

    private static final Set<String> ATTRIBUTES = Set.of("name", "default", "trustGuestRxFilters");
    private static final Set<String> ELEMENTS = new TreeSet<>(Set.of("bandwidth", "virtualport", "vlan"));

    private PortgroupRules() {}

    static void check(Subject network) {
        List<XmlElement> groups = network.root().all("portgroup");
        Set<String> names = new HashSet<>();
        for (XmlElement group : groups) {
            network.only(group, ATTRIBUTES, ELEMENTS);
            ELEMENTS.forEach(child -> network.single(group, child));
            network.yesOrNo(group, "default");
            network.yesOrNo(group, "trustGuestRxFilters");
            String name = group.attribute("name").orElse("");
            if (name.isEmpty()) {
                network.refuse(group, "the <portgroup> has no name", "write <portgroup name='…'>");
            } else if (!names.add(name)) {
                network.refuse(group, "a second <portgroup> is named '" + name + "'", "give each its own name");
            }
        }
        List<XmlElement> defaults =
                groups.stream().filter(PortgroupRules::isDefault).toList();
        defaults.stream()
                .skip(1)
                .forEach(group -> network.refuse(
                        group,
                        "portgroup '" + group.attribute("name").orElse("") + "' is a second default beside '"
                                + defaults.get(0).attribute("name").orElse("") + "'",
                        "keep default='yes' at one of them"));
    }

    static boolean isDefault(XmlElement group) {
        return group.attribute("default").filter("yes"::equals).isPresent();
    }
}
