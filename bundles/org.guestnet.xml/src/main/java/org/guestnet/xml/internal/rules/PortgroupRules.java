/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.guestnet.model.XmlElement;

/** {@code <portgroup>}. */
final class PortgroupRules {

    private PortgroupRules() {}

    static void check(Subject network) {
        List<XmlElement> groups = network.root().all("portgroup");
        Set<String> names = new HashSet<>();
        for (XmlElement group : groups) {
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
