/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import org.guestnet.model.Finding.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class FindingTest {

    private static final Finding FINDING = Finding.blocker("NO_WAY", "it cannot be", "another way");

    @Test
    void readsAsCodeDetailPlaceAndRemedy() {
        Finding placed = FINDING.on(new HostName("kvm1"))
                .on(new NetworkName("red"))
                .on(new MacAddress("52:54:00:00:00:01"))
                .at(new Place(3, "/network/bridge[1]"));
        assertThat(placed)
                .hasToString("NO_WAY: it cannot be (host kvm1, network red, nic 52:54:00:00:00:01,"
                        + " line 3, /network/bridge[1]). Try: another way");
    }

    @Test
    void leavesOutWhatIsNotKnown() {
        assertThat(Finding.notice("ODD", "it is odd", "")).hasToString("ODD: it is odd.");
        assertThat(FINDING.host()).isEmpty();
        assertThat(FINDING.network()).isEmpty();
        assertThat(FINDING.nic()).isEmpty();
        assertThat(FINDING.place()).isEmpty();
    }

    @Test
    void hasTheSeverityOfItsFactory() {
        assertThat(FINDING.severity()).isEqualTo(Severity.BLOCKER);
        assertThat(Finding.consent("A", "a", "").severity()).isEqualTo(Severity.CONSENT);
        assertThat(Finding.notice("A", "a", "").severity()).isEqualTo(Severity.NOTICE);
        assertThat(FINDING.as(Severity.NOTICE)).isEqualTo(Finding.notice("NO_WAY", "it cannot be", "another way"));
    }

    @Test
    void changesNothingInTheFindingThatItIsMadeOf() {
        FINDING.on(new HostName("kvm1")).at(new Place(1, "/network"));
        assertThat(FINDING).hasToString("NO_WAY: it cannot be. Try: another way");
    }

    @Test
    void equalsAFindingThatSaysTheSame() {
        Finding same = Finding.blocker("NO_WAY", "it cannot be", "another way");
        assertThat(FINDING).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(FINDING)
                .isNotEqualTo(same.on(new HostName("kvm1")))
                .isNotEqualTo(same.as(Severity.NOTICE))
                .isNotEqualTo(Finding.blocker("NO_WAY", "it cannot be", "no other"))
                .isNotEqualTo("NO_WAY");
    }

    @Test
    void showsControlCharactersInsteadOfObeyingThem() {
        assertThat(Finding.notice("A", "x\r\n2026 ERROR\u2028\u202e", "\u001b[2J"))
                .hasToString("A: x\\u000d\\u000a2026 ERROR\\u2028\\u202e. Try: \\u001b[2J");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"lower", "1A", "_A", "A B", "A-B", "Ä", "A\n"})
    void refusesACodeThatScriptsCannotMatch(String code) {
        assertThatIllegalArgumentException().isThrownBy(() -> Finding.blocker(code, "d", "r"));
    }

    @Test
    void refusesACodeOfMoreThan63Characters() {
        assertThat(Finding.blocker("A".repeat(63), "d", "r").code()).hasSize(63);
        assertThatIllegalArgumentException().isThrownBy(() -> Finding.blocker("A".repeat(64), "d", "r"));
    }

    @Test
    void refusesNull() {
        assertThatNullPointerException().isThrownBy(() -> Finding.blocker("A", null, ""));
        assertThatNullPointerException().isThrownBy(() -> Finding.blocker("A", "", null));
        assertThatNullPointerException().isThrownBy(() -> FINDING.as(null));
    }

    @Test
    void everyCodeOfOursIsAValidCode() throws IllegalAccessException {
        for (java.lang.reflect.Field code : Codes.class.getFields()) {
            assertThat(Finding.notice((String) code.get(null), "d", "").code()).isEqualTo(code.getName());
        }
        assertThat(Codes.class.getFields()).hasSizeGreaterThan(30);
    }

    @Test
    void aFailureTellsAllItsFindings() {
        GuestnetException failure = new GuestnetException(List.of(FINDING, Finding.notice("ODD", "it is odd", "")));
        assertThat(failure.code()).isEqualTo("NO_WAY");
        assertThat(failure.findings()).hasSize(2);
        assertThat(failure).hasMessage("NO_WAY: it cannot be. Try: another way\nODD: it is odd.");
        assertThat(new GuestnetException(FINDING, new IllegalStateException("why")))
                .hasRootCauseMessage("why");
    }

    @Test
    void aFailureWithoutFindingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new GuestnetException(List.of()));
        assertThatNullPointerException().isThrownBy(() -> new GuestnetException((Finding) null));
    }
}
