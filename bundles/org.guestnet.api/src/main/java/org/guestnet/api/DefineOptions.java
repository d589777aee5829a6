/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.api;

import java.util.Set;

/** How a network is defined. Immutable. */
public final class DefineOptions {

    private static final DefineOptions DEFAULTS = new DefineOptions(true, false, false, Set.of());

    private final boolean autostart;
    private final boolean replace;
    private final boolean dryRun;
    private final Set<String> accepted;

    private DefineOptions(boolean autostart, boolean replace, boolean dryRun, Set<String> accepted) {
        this.autostart = autostart;
        this.replace = replace;
        this.dryRun = dryRun;
        this.accepted = Set.copyOf(accepted);
    }

    /** With autostart, accepting nothing, for real; an existing definition is not replaced. */
    public static DefineOptions defaults() {
        return DEFAULTS;
    }

    /** A copy that sets autostart, or leaves it off. */
    public DefineOptions withAutostart(boolean on) {
        return new DefineOptions(on, replace, dryRun, accepted);
    }

    /** A copy that replaces an existing definition. */
    public DefineOptions withReplace(boolean on) {
        return new DefineOptions(autostart, on, dryRun, accepted);
    }

    /** A copy that only plans. */
    public DefineOptions withDryRun(boolean on) {
        return new DefineOptions(autostart, replace, on, accepted);
    }

    /** A copy that accepts the findings of these codes. */
    public DefineOptions accepting(Set<String> codes) {
        return new DefineOptions(autostart, replace, dryRun, codes);
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

    /** The codes of the findings that are accepted. */
    public Set<String> accepted() {
        return accepted;
    }
}
