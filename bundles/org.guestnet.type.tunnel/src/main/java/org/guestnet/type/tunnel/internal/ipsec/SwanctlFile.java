/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.tunnel.internal.ipsec;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.guestnet.model.link.HostOrder;

/** A tunnel's file in {@code /etc/swanctl/conf.d}. Its first line is {@code # guestnet NAME DIGEST}, the digest that of the rest. */
final class SwanctlFile {

    private static final String DIRECTORY = "/etc/swanctl/conf.d"; // where the daemon looks for files
    private static final Pattern LINE =
            Pattern.compile(DIRECTORY + "/guestnet-(gx[0-9a-f]{10}-[a-z0-9-]{1,27})\\.conf(\\.new)?:(# guestnet gx.*)");

    /** Asks for the first lines of all files that are ours. */
    static final HostOrder QUESTION = HostOrder.of("grep", "-rsHm1", "guestnet.gx", DIRECTORY);

    private SwanctlFile() {}

    static String path(String tunnel) {
        return DIRECTORY + "/guestnet-" + tunnel + ".conf";
    }

    /** Where it is written first; it stays there if the connection breaks then, with a key in it. */
    static String begun(String tunnel) {
        return path(tunnel) + ".new";
    }

    static String head(String tunnel, String digest) {
        return "# guestnet " + tunnel + " " + digest;
    }

    /**
     * The first lines by the tunnels' names; others' files are not among them. Of one that is only begun the line is empty.
     *
     * @param text the answer to {@link #QUESTION}
     */
    static Map<String, String> heads(String text) {
        return text.lines()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .collect(Collectors.toMap(
                        m -> m.group(1),
                        m -> m.group(2) == null ? m.group(3) : "",
                        (one, other) -> one.isEmpty() ? other : one));
    }
}
