/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlugTest {

    @Test
    void readsAsTypeAndSource() {
        assertThat(Plug.direct(new DeviceName("eth0"), "vepa")).hasToString("direct dev=eth0 mode=vepa");
        assertThat(Plug.bridge(new DeviceName("br0"))).hasToString("bridge bridge=br0");
        assertThat(Plug.network(new DeviceName("virbr0"))).hasToString("network bridge=virbr0");
        assertThat(Plug.of("user", Map.of())).hasToString("user");
    }

    @Test
    void namesTheDeviceThatCarriesIt() {
        assertThat(Plug.direct(new DeviceName("eth0"), "vepa").device()).contains(new DeviceName("eth0"));
        assertThat(Plug.bridge(new DeviceName("br0")).device()).contains(new DeviceName("br0"));
        assertThat(Plug.of("user", Map.of()).device()).isEmpty();
        assertThat(Plug.of("vdpa", Map.of("dev", "/dev/vhost-vdpa-0")).device()).isEmpty();
    }

    @Test
    void equalsAPlugOfTheSameTypeAndSource() {
        Plug plug = Plug.of("direct", Map.of("mode", "vepa", "dev", "eth0"));
        assertThat(plug)
                .isEqualTo(Plug.direct(new DeviceName("eth0"), "vepa"))
                .hasSameHashCodeAs(Plug.direct(new DeviceName("eth0"), "vepa"));
        assertThat(plug)
                .isNotEqualTo(Plug.direct(new DeviceName("eth0"), "bridge"))
                .isNotEqualTo(Plug.of("other", plug.source()))
                .isNotEqualTo("direct");
    }

    @Test
    void doesNotChangeWithTheMapThatItWasMadeOf() {
        Map<String, String> source = new HashMap<>(Map.of("path", "/run/x"));
        Plug plug = Plug.of("vhostuser", source);
        source.put("mode", "server");
        assertThat(plug.source()).containsOnlyKeys("path");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> plug.source().put("a", "b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Direct", "1", "a b", "a'b", "a-type-that-is-longer-than-32-char"})
    void refusesATypeThatLibvirtCannotHave(String type) {
        assertThatIllegalArgumentException().isThrownBy(() -> Plug.of(type, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "a b", "a='b' c", "x:y"})
    void refusesAnAttributeThatXmlCannotHave(String attribute) {
        assertThatIllegalArgumentException().isThrownBy(() -> Plug.of("user", Map.of(attribute, "v")));
    }

    @Test
    void refusesNull() {
        assertThatIllegalArgumentException().isThrownBy(() -> Plug.of(null, Map.of()));
        assertThatNullPointerException().isThrownBy(() -> Plug.of("user", Collections.singletonMap("a", null)));
        assertThatNullPointerException().isThrownBy(() -> Plug.direct(null, "vepa"));
    }
}
