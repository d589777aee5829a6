/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.XmlElement;

/**
 * Refuses what would give whoever defines a network the rights of the host's administrator. libvirt hands options in its own
 * namespaces to dnsmasq as they are (one of them names a program to run), and writes values into dnsmasq's configuration line by
 * line, so that a value of two lines is an option, too.
 */
final class HostRights {

    private static final String LIBVIRT_EXTENSIONS = "http://libvirt.org/schemas/";
    private static final Set<String> NOT_INTERPRETED = Set.of("metadata", "title", "description");

    private HostRights() {}

    /** Blockers, one for each such place; empty if there is none. */
    static List<Finding> exceeded(XmlElement libvirtNetwork) {
        List<Finding> found = new ArrayList<>();
        check(libvirtNetwork, found);
        return found;
    }

    private static void check(XmlElement element, List<Finding> found) {
        if (element.qname().getNamespaceURI().startsWith(LIBVIRT_EXTENSIONS)) {
            found.add(Finding.blocker(
                            Codes.DEFINITION_INVALID,
                            "<" + element.qname().getLocalPart() + "> of "
                                    + element.qname().getNamespaceURI()
                                    + " hands options to a program that runs with the host's highest rights",
                            "remove it; the host's administrator can set it there with virsh net-edit")
                    .at(element.place()));
            return;
        }
        if (hasControlCharacter(element)) {
            found.add(Finding.blocker(
                            Codes.DEFINITION_INVALID,
                            "a value of <" + element.qname().getLocalPart() + "> has a line break or control character",
                            "write it on one line")
                    .at(element.place()));
        }
        element.children().stream()
                .filter(c -> !NOT_INTERPRETED.contains(c.name()))
                .forEach(c -> check(c, found));
    }

    private static boolean hasControlCharacter(XmlElement element) {
        boolean inText = element.children().isEmpty() && isBroken(element.text().strip());
        return inText || element.attributes().values().stream().anyMatch(HostRights::isBroken);
    }

    private static boolean isBroken(String value) {
        return value.chars().anyMatch(Character::isISOControl);
    }
}
