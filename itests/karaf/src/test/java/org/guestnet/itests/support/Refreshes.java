/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.support;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Karaf's features service logged about bundles that it had to restart for the sake of others. */
public final class Refreshes {

    private static final Pattern LINE = Pattern.compile(".*FeaturesServiceImpl.*\\| (.*)$");
    private static final Pattern BUNDLE = Pattern.compile(" {2,}(\\S+)/\\S+.*");

    private Refreshes() {}

    /** The symbolic names of the bundles that were refreshed, in the order and as often as it happened. */
    public static List<String> in(List<String> log) {
        List<String> refreshed = new ArrayList<>();
        boolean listing = false;
        for (String line : log) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                String message = matcher.group(1);
                Matcher bundle = BUNDLE.matcher(message);
                if (listing && bundle.matches()) {
                    refreshed.add(bundle.group(1));
                }
                listing = message.startsWith("Refreshing bundles") || (listing && bundle.matches());
            }
        }
        return refreshed;
    }
}
