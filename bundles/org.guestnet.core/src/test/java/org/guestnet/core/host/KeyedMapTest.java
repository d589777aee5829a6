/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyedMapTest {

    /** Keys of which all, or none, have the same hash. */
    private record Key(int number, boolean alike) {

        @Override
        public int hashCode() {
            return alike ? -7 : number;
        }
    }

    private record Value(Key key, String text) {}

    private static KeyedMap<Key, Value> of(Value... values) {
        return new KeyedMap<>(List.of(values), Value::key);
    }

    private static Value value(int number, boolean alike) {
        return new Value(new Key(number, alike), "text " + number);
    }

    private static void isAMapOf(int size, boolean alike) {
        List<Value> values = IntStream.range(-size, size)
                .filter(i -> i % 2 == 0)
                .mapToObj(i -> value(i, alike))
                .toList();
        Map<Key, Value> map = new KeyedMap<>(values, Value::key);
        assertThat(map).isEqualTo(values.stream().collect(Collectors.toMap(Value::key, v -> v)));
        assertThat(map).hasSize(size).containsValues(values.toArray(Value[]::new));
        assertThat(map.values()).containsExactlyInAnyOrderElementsOf(values);
        for (int i = -size - 1; i <= size; i++) {
            assertThat(map.containsKey(new Key(i, alike))).as("%d", i).isEqualTo(i % 2 == 0 && -size <= i && i < size);
        }
    }

    @Test
    void eachValueIsFoundByItsKeyAndNothingElseIs() {
        for (int size : new int[] {0, 2, 4, 10, 100}) {
            isAMapOf(size, false);
            isAMapOf(size, true);
        }
    }

    @Test
    void ofSeveralValuesWithOneKeyTheLastCounts() {
        Value first = value(1, false);
        Value last = new Value(first.key(), "another text");
        assertThat(of(first, value(2, false), last))
                .containsOnly(
                        Map.entry(first.key(), last), Map.entry(value(2, false).key(), value(2, false)));
    }

    @Test
    void itCannotBeChanged() {
        Map<Key, Value> map = of(value(1, false));
        assertThatThrownBy(() -> map.put(new Key(2, false), value(2, false)))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> map.remove(new Key(1, false))).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> map.values().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
