/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.guestnet.spi.HostAnswer;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void foreignTextBecomesOneBoundedLine() {
        assertThat(Words.clean("  one\r\n two\u001b[31m\n.")).isEqualTo("one; two [31m; ");
        assertThat(Words.clean("x".repeat(5000))).hasSizeLessThan(700);
    }

    @Test
    void whatMayBeAKeyIsLeftOut() {
        String key = "EF/7fGzC3qabZQk8KGXIHxxvJ+m/44JqeWIRGUd4Unk";
        assertThat(Words.without("bad key `" + key + "=' of gx0123456789", "PrivateKey = " + key + "=\n[gx0123456789]"))
                .isEqualTo("bad key `…=' of gx0123456789");
    }

    @Test
    void aComplaintDoesNotRepeatASecretAlsoWhereItIsCut() {
        String secret = "0123456789".repeat(8);
        HostAnswer answer = new HostAnswer(1, "", "a" + secret + "b".repeat(560));
        assertThat(Words.complaint(answer)).contains("0123456789");
        assertThat(Words.complaint(answer, secret)).doesNotContain("0123").endsWith("b");
    }

    @Test
    void aComplaintControlsNoTerminal() {
        assertThat(Words.complaint(new HostAnswer(1, "", "no\u001b[31m red,\u009b31m nor \u202eturned\u2028")))
                .isEqualTo("no [31m red, 31m nor  turned");
        assertThat(Words.complaint(new HostAnswer(3, "", " "))).isEqualTo("exit code 3");
    }
}
