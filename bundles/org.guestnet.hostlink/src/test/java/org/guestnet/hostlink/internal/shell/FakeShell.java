/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A host of which it is known beforehand what it answers. It hears commands with what they read. */
public final class FakeShell implements HostShell {

    /** All that it was told, but questions: the words, and after a line feed what they read. */
    public final List<String> heard = new ArrayList<>();

    private final Map<String, Answer> answers = new HashMap<>();
    private final List<String> unread = new ArrayList<>();

    /** A host on which nothing is. */
    public FakeShell() {
        says("ip -d -j -s address show", "[]");
        says("ip -6 -j route show proto 97 type prohibit", "");
        says("bridge -j fdb show", "[]");
        says("nft -j list tables", "{\"nftables\": [{\"metainfo\": {\"version\": \"1.0.6\"}}]}");
        answers("grep -rsHm1 guestnet.gx /etc/swanctl/conf.d", new Answer(1, "", ""));
        says("swanctl --list-conns --raw", "list-conns reply {}");
        says("swanctl --list-sas --raw", "list-sas reply {}");
    }

    /** It answers that. */
    public FakeShell says(String order, String output) {
        return answers(order, new Answer(0, output, ""));
    }

    /** It answers with a file of these tests. */
    public FakeShell saysFile(String order, String file) {
        return says(order, recorded(file));
    }

    /** It refuses. */
    public FakeShell refuses(String order, String errors) {
        return answers(order, new Answer(1, "", errors));
    }

    /** It refuses whatever reads that text. */
    public FakeShell refusesReading(String text) {
        unread.add(text);
        return this;
    }

    /** It answers that. */
    public FakeShell answers(String order, Answer answer) {
        answers.put(order, answer);
        return this;
    }

    /** What a real host said. */
    public static String recorded(String file) {
        try (InputStream in = FakeShell.class.getResourceAsStream("../" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Answer run(Order order) {
        Answer answer = answers.getOrDefault(order.toString(), new Answer(0, "", ""));
        if (!answers.containsKey(order.toString()) || !order.input().isEmpty()) {
            heard.add(order + (order.input().isEmpty() ? "" : "\n" + order.input()));
        }
        return unread.stream().anyMatch(order.input()::contains) ? new Answer(1, "", "not understood") : answer;
    }

    @Override
    public void close() {}
}
