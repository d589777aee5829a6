/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.testkit;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.guestnet.spi.EncryptionProvider;
import org.guestnet.spi.HostAnswer;
import org.guestnet.spi.TunnelsOnHost;

/** What hosts may answer: nothing, too much, what nobody asked for. */
final class HostsSayings {

    private static final List<String> HOSTILE = List.of(
            " ",
            "\n\n",
            "\t\t\t\t\t\t\t\t\t",
            "no such thing",
            "gx0123456789-0",
            "gx0123456789-0 gx0123456789-0\ngx0123456789-0",
            "gx0123456789-$(reboot)\tgx0123456789-'",
            "gw0123456789\tgw0123456789\t(none)\t99999999999999999999\toff",
            "99999999999999999999: gw0123456789: <UP> mtu 99999999999999999999 \\    alias guestnet",
            "[{\"ifname\": [[[[[[[[[[",
            "{{{{{{{{{{ = }",
            "\u0000\u001b[31m\ufffd",
            "x".repeat(1 << 16));

    private HostsSayings() {}

    /** Hosts that have none: without the program, without tunnels, and where only the first question was asked. */
    static Stream<TunnelsOnHost> nothing(EncryptionProvider provider) {
        HostAnswer none = new HostAnswer(0, "", "");
        return Stream.of(none, new HostAnswer(1, "", "no"), HostAnswer.noProgram("not found"))
                .flatMap(a -> Stream.of(List.of(a), same(provider, a)))
                .map(provider::seen);
    }

    /** Each saying in answer to each question, and to all. */
    static Stream<List<HostAnswer>> all(EncryptionProvider provider) {
        return HOSTILE.stream()
                .map(text -> new HostAnswer(0, text, ""))
                .flatMap(a -> Stream.of(List.of(a), same(provider, a)));
    }

    private static List<HostAnswer> same(EncryptionProvider provider, HostAnswer answer) {
        return Collections.nCopies(provider.questions().size(), answer);
    }
}
