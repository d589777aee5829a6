/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnswerTest {

    @Test
    void aComplaintDoesNotRepeatASecretAlsoWhereItIsCut() {
        String secret = "0123456789".repeat(8);
        Answer answer = new Answer(1, "", "a" + secret + "b".repeat(560));
        assertThat(answer.complaint()).contains("0123456789");
        assertThat(answer.complaint(secret)).doesNotContain("0123").endsWith("b");
    }

    @Test
    void aComplaintControlsNoTerminal() {
        assertThat(new Answer(1, "", "no\u001b[31m red,\u009b31m nor \u202eturned\u2028").complaint())
                .isEqualTo("no [31m red, 31m nor  turned");
        assertThat(new Answer(3, "", " ").complaint()).isEqualTo("exit code 3");
    }
}
