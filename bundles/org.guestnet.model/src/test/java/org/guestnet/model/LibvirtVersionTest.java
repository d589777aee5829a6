/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class LibvirtVersionTest {

    @ParameterizedTest
    @CsvSource({"9000000,9.0.0", "11003002,11.3.2", "0,0.0.0", "1002999,1.2.999"})
    void readsLibvirtsOwnNumber(long number, String text) {
        assertThat(LibvirtVersion.ofNumber(number)).hasToString(text);
    }

    @Test
    void comparesByNumbersNotByText() {
        assertThat(Stream.of(new LibvirtVersion(10, 0, 0), new LibvirtVersion(9, 10, 0), new LibvirtVersion(9, 2, 1))
                        .sorted())
                .hasToString("[9.2.1, 9.10.0, 10.0.0]");
    }

    @Test
    void isAtLeastItself() {
        LibvirtVersion version = new LibvirtVersion(9, 7, 0);
        assertThat(version.isAtLeast(9, 7)).isTrue();
        assertThat(version.isAtLeast(9, 6)).isTrue();
        assertThat(version.isAtLeast(8, 9)).isTrue();
        assertThat(version.isAtLeast(9, 8)).isFalse();
        assertThat(version.isAtLeast(10, 0)).isFalse();
    }

    @Test
    void refusesNegativeNumbers() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LibvirtVersion(-1, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new LibvirtVersion(0, -1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new LibvirtVersion(0, 0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> LibvirtVersion.ofNumber(-1));
    }

    @Test
    void hypervisorsReadTheirOwnText() {
        for (Hypervisor hypervisor : Hypervisor.values()) {
            assertThat(Hypervisor.parse(hypervisor.toString())).isEqualTo(hypervisor);
        }
        assertThat(Hypervisor.QEMU).hasToString("qemu");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"QEMU", "kvm", "xen", "qemu "})
    void refusesOtherHypervisors(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hypervisor.parse(text))
                .withMessageContaining("one of qemu, lxc");
    }
}
