/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers with commas between them. */
class NumbersTest {

    @Test
    void areSinglesAndRanges() throws Unreadable {
        assertThat(Numbers.parse("0,2-7,9").indices()).containsExactly(0, 2, 3, 4, 5, 6, 7, 9);
        assertThat(Numbers.parse("0,2-7,9").count()).isEqualTo(8);
    }

    @Test
    void keepTheirLeadingZerosAsTextOnly() throws Unreadable {
        assertThat(Numbers.parse("08-10").texts()).containsExactly("08", "09", "10");
        assertThat(Numbers.parse("08-10").indices()).containsExactly(8, 9, 10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\"        | a range of no numbers is empty",
                "," + "| a number is missing next to a comma in ','",
                "1,,2        | a number is missing next to a comma in '1,,2'",
                "1,          | a number is missing next to a comma in '1,'",
                "5-3         | the range 5-3 is reversed",
                "1-          | '1-' is neither a number nor a range of numbers",
                "-1          | '-1' is neither a number nor a range of numbers",
                "1-2-3       | '1-2-3' is neither a number nor a range of numbers",
                "a-c         | 'a-c' is neither a number nor a range of numbers",
                "0x1         | '0x1' is neither a number nor a range of numbers",
                "1 - 2       | '1 - 2' is neither a number nor a range of numbers",
                "1;2         | '1;2' is neither a number nor a range of numbers",
                "\u0661      | '\u0661' is neither a number nor a range of numbers",
                "008-12      | the ends of 008-12 have leading zeros and different lengths",
                "1-010       | the ends of 1-010 have leading zeros and different lengths",
                "1234567890  | the number 1234567890 is too large",
                "0-4294967296| the number 4294967296 is too large"
            })
    void areRefusedWithTheReason(String text, String reason) {
        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(() -> Numbers.parse(text))
                .withMessage(reason)
                .satisfies(e -> assertThat(e.remedy()).isNotBlank());
    }
}
