/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.benchmarks;

import java.util.Locale;

/**
 * One line of the table.
 *
 * @param what what was measured
 * @param unit unit of both figures
 * @param ours Guestnet's figure; less is better
 * @param other what it is compared with
 * @param reference the figure of that
 * @param goal the ratio of the two that is aimed at, at most; not a number if none is
 */
record Comparison(String what, String unit, double ours, String other, double reference, double goal) {

    static final String HEADER =
            String.format("%-44s %12s %12s   %-28s %7s  %6s", "", "Guestnet", "reference", "", "ratio", "goal");

    double ratio() {
        return ours / reference;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-44s %12.1f %12.1f   %-28s %7.2f  %s",
                what + ", " + unit,
                ours,
                reference,
                other,
                ratio(),
                judgement());
    }

    private String judgement() {
        return Double.isNaN(goal)
                ? "     -"
                : String.format(Locale.ROOT, "≤ %4.2f %s", goal, ratio() <= goal ? "met" : "MISSED");
    }
}
