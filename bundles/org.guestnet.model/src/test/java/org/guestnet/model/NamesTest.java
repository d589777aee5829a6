/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every name refuses what it cannot be, and gives back the text that it was made of. */
class NamesTest {

    private static final Function<String, Object> HOST = HostName::new;
    private static final Function<String, Object> GUEST = GuestName::new;
    private static final Function<String, Object> NETWORK = NetworkName::new;
    private static final Function<String, Object> TYPE = NetworkType::new;
    private static final Function<String, Object> DEVICE = DeviceName::new;

    static Stream<Arguments> accepted() {
        return Stream.of(
                Arguments.of(HOST, "k"),
                Arguments.of(HOST, "kvm-1.example_A"),
                Arguments.of(HOST, "9".repeat(63)),
                Arguments.of(GUEST, "w"),
                Arguments.of(GUEST, "web 1, blue (üö)"),
                Arguments.of(GUEST, "x".repeat(200)),
                Arguments.of(NETWORK, "r"),
                Arguments.of(NETWORK, "red network"),
                Arguments.of(NETWORK, "ü".repeat(100)),
                Arguments.of(TYPE, "a"),
                Arguments.of(TYPE, "vdpa-2.x"),
                Arguments.of(TYPE, "t".repeat(63)),
                Arguments.of(DEVICE, "a"),
                Arguments.of(DEVICE, "eth0.100@if2"),
                Arguments.of(DEVICE, "fifteen-bytes-x"),
                Arguments.of(DEVICE, "üüüüüüü"));
    }

    static Stream<Arguments> refused() {
        Stream<Arguments> blank = Stream.of(HOST, GUEST, NETWORK, TYPE, DEVICE)
                .flatMap(n -> Stream.of("", " ", "\n", ".", "..", "a/b", "a\nb", "a\u0000b", "a\u007fb")
                        .map(v -> Arguments.of(n, v)));
        Stream<Arguments> own = Stream.of(
                Arguments.of(HOST, "-a"),
                Arguments.of(HOST, "a b"),
                Arguments.of(HOST, "ü"),
                Arguments.of(HOST, "9".repeat(64)),
                Arguments.of(GUEST, " a"),
                Arguments.of(GUEST, "a "),
                Arguments.of(GUEST, "x".repeat(201)),
                Arguments.of(NETWORK, " a"),
                Arguments.of(NETWORK, "a "),
                Arguments.of(NETWORK, "ü".repeat(101)),
                Arguments.of(TYPE, "Bridge"),
                Arguments.of(TYPE, "0a"),
                Arguments.of(TYPE, "a_b"),
                Arguments.of(TYPE, "t".repeat(64)),
                Arguments.of(DEVICE, "sixteen-bytes-xx"),
                Arguments.of(DEVICE, "üüüüüüüü"),
                Arguments.of(DEVICE, "a:b"),
                Arguments.of(DEVICE, "a b"),
                Arguments.of(DEVICE, "a\tb"));
        return Stream.concat(blank, own);
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void givesBackTheTextThatItWasMadeOf(Function<String, Object> name, String text) {
        assertThat(name.apply(text))
                .hasToString(text)
                .isEqualTo(name.apply(text))
                .hasSameHashCodeAs(name.apply(text));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatItCannotBeAndSaysTheRule(Function<String, Object> name, String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> name.apply(text)).withMessageContaining("is not valid: ");
    }

    static Stream<Function<String, Object>> all() {
        return Stream.of(HOST, GUEST, NETWORK, TYPE, DEVICE);
    }

    @ParameterizedTest
    @MethodSource("all")
    void refusesNull(Function<String, Object> name) {
        assertThatIllegalArgumentException().isThrownBy(() -> name.apply(null)).withMessageContaining("null");
    }

    @ParameterizedTest
    @MethodSource("all")
    void forgesNoLinesInItsMessage(Function<String, Object> name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> name.apply("a/\n2026-01-01 ERROR \u202e" + "x".repeat(500)))
                .satisfies(e -> assertThat(e.getMessage())
                        .contains("\\u000a", "\\u202e", "…")
                        .doesNotContain("\n", "\u202e")
                        .hasSizeLessThan(300));
    }
}
