/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.api;

/** How a network is defined. Immutable. */
public final class DefineOptions {

    private static final DefineOptions DEFAULTS = new DefineOptions(true, false, false);

    private final boolean autostart;
    private final boolean replace;
    private final boolean dryRun;

    private DefineOptions(boolean autostart, boolean replace, boolean dryRun) {
        this.autostart = autostart;
        this.replace = replace;
        this.dryRun = dryRun;
    }

    /** With autostart; an existing definition is not replaced. */
    public static DefineOptions defaults() {
        return DEFAULTS;
    }

    /** A copy that sets autostart, or leaves it off. */
    public DefineOptions withAutostart(boolean on) {
        return new DefineOptions(on, replace, dryRun);
    }

    /** A copy that replaces an existing definition. */
    public DefineOptions withReplace(boolean on) {
        return new DefineOptions(autostart, on, dryRun);
    }

    /** A copy that only plans. */
    public DefineOptions withDryRun(boolean on) {
        return new DefineOptions(autostart, replace, on);
    }

    /** Whether the network starts with its host. */
    public boolean autostart() {
        return autostart;
    }

    /** Whether an existing definition is replaced. */
    public boolean replace() {
        return replace;
    }

    /** Whether nothing is changed. */
    public boolean dryRun() {
        return dryRun;
    }
}
