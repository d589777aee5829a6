/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.guestnet.api.NetworkTypeInfo;
import org.guestnet.api.NetworkTypeInfo.State;
import org.guestnet.core.type.TypeRegistry.Registration;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.NetworkType;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.spi.NetworkTypeProvider;
import org.guestnet.spi.Reading;
import org.junit.jupiter.api.Test;

class TypeRegistryTest {

    private static final NetworkType FOO = new NetworkType("foo");

    private final TypeRegistry registry = new TypeRegistry();

    private static NetworkTypeProvider provider() {
        return new NetworkTypeProvider() { // a lambda would be one object for all calls
            @Override
            public Reading<DefinedNetwork> read(NetworkDefinition definition) {
                return Reading.refused(List.of(Finding.blocker(Codes.DEFINITION_INVALID, "no", "")));
            }
        };
    }

    private NetworkTypeProvider add(String type, int ranking, long id) {
        NetworkTypeProvider provider = provider();
        registry.add(new Registration(provider, type, ranking, id, "bundle" + id + " 1.0.0"));
        return provider;
    }

    @Test
    void theHighestRankingServesAndTheOthersAreShadowedWithTheReason() {
        add("foo", 0, 1);
        NetworkTypeProvider better = add("foo", 5, 2);
        assertThat(registry.serving(FOO)).containsSame(better);
        assertThat(registry.list()).extracting(NetworkTypeInfo::state).containsExactly(State.ACTIVE, State.SHADOWED);
        assertThat(registry.list().get(1).reason()).contains("bundle2 1.0.0").contains("5");
    }

    @Test
    void ofEqualRankingTheOldestServes() {
        NetworkTypeProvider old = add("foo", 0, 1);
        add("foo", 0, 2);
        assertThat(registry.serving(FOO)).containsSame(old);
    }

    @Test
    void whenTheServingOneGoesTheShadowedOneServes() {
        NetworkTypeProvider old = add("foo", 0, 1);
        NetworkTypeProvider better = add("foo", 5, 2);
        registry.remove(better);
        assertThat(registry.serving(FOO)).containsSame(old);
        registry.remove(old);
        assertThat(registry.serving(FOO)).isEmpty();
        assertThat(registry.list()).isEmpty();
    }

    @Test
    void aProviderWithoutAValidTypeIsListedWithTheReason() {
        add("", 0, 1);
        add("No Such", 0, 2);
        assertThat(registry.list()).hasSize(2).allSatisfy(i -> {
            assertThat(i.state()).isEqualTo(State.INVALID);
            assertThat(i.reason()).contains(NetworkTypeProvider.NETWORK_TYPE_NAME);
        });
        assertThat(registry.served()).isEmpty();
    }
}
