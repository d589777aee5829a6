/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.Findings;

/** Reads how many guests each member of an element may serve. */
final class LimitReader {

    static final String MAX_CONNECTIONS = "maxConnections";

    private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]{0,5}");
    private static final int ONE = 1;

    private final Findings findings;
    private final Optional<Mode> mode;
    private final boolean exclusive;

    LimitReader(Findings findings, Optional<Mode> mode, XmlElement network) {
        this.findings = findings;
        this.mode = mode;
        this.exclusive = mode.filter(m -> m.isExclusive(network)).isPresent();
    }

    /** The limit; empty if any number, or if it was refused. */
    OptionalInt read(XmlElement element) {
        Optional<String> text = element.attribute(MAX_CONNECTIONS);
        if (text.isPresent() && !LIMIT.matcher(text.get()).matches()) {
            findings.refuse(
                    element,
                    "maxConnections '" + Unreadable.shown(text.get()) + "' is no number of guests",
                    "write 1 to 999999, or leave it out for any number");
            return OptionalInt.empty();
        }
        OptionalInt limit = text.map(Integer::valueOf).map(OptionalInt::of).orElse(OptionalInt.empty());
        if (exclusive && limit.orElse(ONE) > ONE) {
            findings.refuse(
                    element,
                    "maxConnections " + limit.getAsInt() + " contradicts mode " + mode.orElseThrow()
                            + ", in which a device serves one guest",
                    "leave maxConnections out, or choose another mode");
        }
        return exclusive ? OptionalInt.of(ONE) : limit;
    }
}
