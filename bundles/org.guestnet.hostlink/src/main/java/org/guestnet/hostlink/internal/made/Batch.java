/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.made;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guestnet.hostlink.internal.shell.HostShell;
import org.guestnet.hostlink.internal.shell.ShellException;
import org.guestnet.hostlink.internal.shell.Words;
import org.guestnet.model.link.HostOrder;
import org.guestnet.model.link.LinkResource;
import org.guestnet.spi.HostAnswer;

/** Many lines for one run of {@code ip} or {@code bridge}, which goes on after a line that it refuses. */
final class Batch {

    private static final Pattern REFUSED = Pattern.compile("Command failed -:(\\d{1,6})");

    private final HostOrder order;
    private final List<String> lines = new ArrayList<>();
    private final List<LinkResource> owners = new ArrayList<>(); // of the line with the same index

    private Batch(HostOrder order) {
        this.order = order;
    }

    static Batch ofIp() {
        return new Batch(HostOrder.of("ip", "-force", "-batch", "-"));
    }

    static Batch ofBridge() {
        return new Batch(HostOrder.of("bridge", "-force", "-batch", "-"));
    }

    /** @throws IllegalArgumentException if a word of the line is not plain */
    Batch add(LinkResource owner, String line) {
        Stream.of(line.split(" ", -1)).forEach(HostOrder::plain);
        lines.add(line);
        owners.add(owner);
        return this;
    }

    /** Runs the lines, if there are any; whose line was refused, with the host's words. */
    Map<LinkResource, String> run(HostShell shell) throws ShellException {
        if (lines.isEmpty()) {
            return Map.of();
        }
        String input = lines.stream().map(line -> line + "\n").collect(Collectors.joining());
        HostAnswer answer = shell.run(order.reading(input));
        return answer.ok() ? Map.of() : refused(answer);
    }

    /** What is said before "Command failed" belongs to that line; when the tool gave up, the rest belongs to all. */
    private Map<LinkResource, String> refused(HostAnswer answer) {
        Map<LinkResource, String> refused = new LinkedHashMap<>();
        List<String> words = new ArrayList<>();
        for (String said : answer.errors().lines().toList()) {
            Matcher m = REFUSED.matcher(said);
            if (!m.matches()) {
                words.add(said);
            } else if (Integer.parseInt(m.group(1)) <= lines.size()) {
                refused.putIfAbsent(
                        owners.get(Integer.parseInt(m.group(1)) - 1), Words.clean(String.join("\n", words)));
                words.clear();
            }
        }
        if (refused.isEmpty() || !words.isEmpty()) {
            owners.forEach(owner -> refused.putIfAbsent(owner, Words.complaint(answer)));
        }
        return refused;
    }
}
