/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.example.encryption.wireguard.internal;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.guestnet.model.link.HostOrder;
import org.guestnet.spi.HostAnswer;

/** What a host is asked, and its answers as tables of words. Fields are asked for one by one: a dump would tell private keys. */
final class HostWords {

    static final List<HostOrder> QUESTIONS = List.of(
            HostOrder.of("wg", "show", "interfaces"),
            HostOrder.of("wg", "show", "all", "public-key"),
            HostOrder.of("wg", "show", "all", "listen-port"),
            HostOrder.of("wg", "show", "all", "allowed-ips"),
            HostOrder.of("wg", "show", "all", "latest-handshakes"),
            HostOrder.of("wg", "show", "all", "transfer"),
            HostOrder.of("ip", "-o", "link", "show"),
            HostOrder.of("ip", "-6", "route", "show", "proto", "97"),
            HostOrder.of("date", "+%s"));

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final List<HostAnswer> answers;

    HostWords(List<HostAnswer> answers) {
        this.answers = List.copyOf(answers);
    }

    /** Why the host cannot be told anything; empty if it can. */
    Optional<String> silence() {
        HostAnswer first = answers.get(0);
        if (first.ok()) {
            return Optional.empty();
        }
        return Optional.of(
                first.lacksProgram()
                        ? "the host has no wg: install wireguard-tools there"
                        : "wg does not tell its devices there");
    }

    /** Name and public key. */
    Stream<String[]> publicKeys() {
        return rows(1, 2);
    }

    /** Name and UDP port. */
    Stream<String[]> ports() {
        return rows(2, 2);
    }

    /** Name, the peer's public key, the only address that it may have inside. */
    Stream<String[]> allowed() {
        return rows(3, 3);
    }

    /** Name, the peer's public key, seconds since 1970 by the host's clock. */
    Stream<String[]> handshakes() {
        return rows(4, 3);
    }

    /** Name, the peer's public key, bytes received, bytes sent. */
    Stream<String[]> transfers() {
        return rows(5, 4);
    }

    /** A line each device. */
    Stream<String> links() {
        return text(6).lines();
    }

    /** Destination, {@code dev}, name, and more. */
    Stream<String[]> routes() {
        return text(7).lines().map(l -> l.split(" ")).filter(words -> words.length >= 3);
    }

    /** Seconds since 1970 by the host's clock. */
    long now() {
        return number(text(8).strip());
    }

    private Stream<String[]> rows(int question, int columns) {
        return text(question).lines().map(l -> l.split("\t")).filter(words -> words.length == columns);
    }

    private String text(int question) {
        return question < answers.size() ? answers.get(question).output() : "";
    }

    /** 0 for what is none. */
    static long number(String text) {
        return NUMBER.matcher(text).matches() ? Long.parseLong(text) : 0;
    }
}
