/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal.rules;

/** What the root's own attributes may say. */
final class RootRules {

    private RootRules() {}

    static void check(Subject network) {
        network.yesOrNo(network.root(), "ipv6");
        network.yesOrNo(network.root(), "trustGuestRxFilters");
    }
}
