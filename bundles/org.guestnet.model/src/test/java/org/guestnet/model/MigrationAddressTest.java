/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"10.1.0.1", "kvm1-fast.example.org", "::1", "fd00::1", "::ffff:10.1.0.1"})
    void namesAndAddressesAreTaken(String value) {
        assertThat(new MigrationAddress(value)).hasToString(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.1.0.1:49152", "kvm1:49152", "[::1]", "-kvm1", "kvm1 fast", "tcp://kvm1"})
    void aPortBracketsOrAnythingElseIsRefused(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MigrationAddress(value))
                .withMessageContaining("migration address");
    }

    @Test
    void inAUriAnIpv6AddressHasBrackets() {
        assertThat(new MigrationAddress("fd00::1").inUri()).isEqualTo("[fd00::1]");
        assertThat(new MigrationAddress("10.1.0.1").inUri()).isEqualTo("10.1.0.1");
    }
}
