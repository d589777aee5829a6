/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import java.util.Optional;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.XmlElement;

/**
 * An element of a guest interface, of its portgroup or of its network, and whose it is.
 *
 * @param owner for people: {@code the guest interface}, {@code portgroup 'gold'}, {@code the network}
 * @param element the element, with its place
 */
record Option(String owner, XmlElement element) {

    static final String GUEST = "the guest interface";
    static final String NETWORK = "the network";

    static String portgroup(XmlElement group) {
        return "portgroup '" + group.attribute("name").orElse("") + "'";
    }

    /** The owner's first child of that name. */
    static Optional<Option> child(String owner, XmlElement of, String name) {
        return of.first(name).map(e -> new Option(owner, e));
    }

    /** This, if its element has the attribute. */
    Optional<Option> having(String attribute) {
        return element.attribute(attribute).map(value -> this);
    }

    /** The refusal of it. */
    Finding refused(String what, String remedy) {
        return Finding.blocker(Codes.OPTION_UNSUPPORTED, owner + " asks for " + what, remedy)
                .at(element.place());
    }

    /** Where it stands. */
    String place() {
        return element.place().toString();
    }
}
