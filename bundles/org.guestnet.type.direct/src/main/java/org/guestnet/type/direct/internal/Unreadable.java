/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

/** That something is not written as the pool language wants it. Never leaves this package: it becomes a finding with its place. */
final class Unreadable extends Exception {

    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 40;

    private final String remedy;

    /**
     * @param detail what is wrong, without a full stop
     * @param remedy what to write instead
     */
    Unreadable(String detail, String remedy) {
        super(detail);
        this.remedy = remedy;
    }

    /** What somebody wrote, as much of it as one wants to read. */
    static String shown(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }

    String remedy() {
        return remedy;
    }
}
