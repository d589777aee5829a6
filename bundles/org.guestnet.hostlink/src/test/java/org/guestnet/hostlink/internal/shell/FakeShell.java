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
import org.guestnet.model.link.HostOrder;
import org.guestnet.spi.HostAnswer;

/** A host of which it is known beforehand what it answers. It hears commands with what they read. */
public final class FakeShell implements HostShell {

    /** All that it was told, but questions: the words, and after a line feed what they read. */
    public final List<String> heard = new ArrayList<>();

    private final Map<String, HostAnswer> answers = new HashMap<>();
    private final Map<String, Runnable> later = new HashMap<>();
    private final List<String> unread = new ArrayList<>();

    /** A host on which nothing is. */
    public FakeShell() {
        says("ip -d -j -s address show", "[]");
        says("ip -6 -j route show proto 97 type prohibit", "");
        says("bridge -j fdb show", "[]");
        says("nft -j list tables", "{\"nftables\": [{\"metainfo\": {\"version\": \"1.0.6\"}}]}");
        says(FakeEncryption.LIST, "");
        says(FakeEncryption.STATES, "");
    }

    /** It answers that. */
    public FakeShell says(String order, String output) {
        return answers(order, new HostAnswer(0, output, ""));
    }

    /** After it was told something it answers that. */
    public FakeShell saysAfter(String told, String order, String output) {
        later.put(told, () -> says(order, output));
        return this;
    }

    /** It answers with a file of these tests. */
    public FakeShell saysFile(String order, String file) {
        return says(order, recorded(file));
    }

    /** It refuses. */
    public FakeShell refuses(String order, String errors) {
        return answers(order, new HostAnswer(1, "", errors));
    }

    /** It refuses whatever reads that text. */
    public FakeShell refusesReading(String text) {
        unread.add(text);
        return this;
    }

    /** It answers that. */
    public FakeShell answers(String order, HostAnswer answer) {
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
    public HostAnswer run(HostOrder order) {
        HostAnswer answer = answers.getOrDefault(order.toString(), new HostAnswer(0, "", ""));
        if (!answers.containsKey(order.toString()) || !order.input().isEmpty()) {
            heard.add(order + (order.input().isEmpty() ? "" : "\n" + order.input()));
        }
        later.getOrDefault(order.toString(), () -> {}).run();
        return unread.stream().anyMatch(order.input()::contains) ? new HostAnswer(1, "", "not understood") : answer;
    }

    @Override
    public void close() {}
}
