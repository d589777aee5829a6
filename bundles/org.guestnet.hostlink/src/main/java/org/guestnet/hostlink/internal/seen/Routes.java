/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.seen;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.guestnet.model.IpAddress;
import org.guestnet.model.link.LinkNames;

/** Reads the forbidding routes that {@code ip -6 -j route show proto 97 type prohibit} tells. */
final class Routes {

    private Routes() {}

    /** Their destinations; only single inner addresses. @throws IllegalArgumentException if it is not what iproute2 writes */
    static Set<IpAddress> read(String text) {
        return Json.objects(text)
                .filter(route -> "prohibit".equals(route.getString("type")))
                .map(route -> Json.value(route, "dst", IpAddress::parse))
                .flatMap(Optional::stream)
                .filter(LinkNames::isInner)
                .collect(Collectors.toUnmodifiableSet());
    }
}
