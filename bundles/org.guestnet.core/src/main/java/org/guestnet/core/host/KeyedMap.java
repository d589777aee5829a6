/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.host;

import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * A map of values that know their keys, so that it keeps nothing else: a large fleet has tens of thousands of maps of a hundred values.
 * A value is at the place that its key's hash says, or at the next that was free. Immutable.
 */
class KeyedMap<K, V> extends AbstractMap<K, V> {

    private final Function<V, K> key;
    private final V[] places; // a third of them is free, and one at least
    private final int size;

    /** @param values of those with the same key the last counts */
    @SuppressWarnings("unchecked") // only values are put there, and it is seen by nobody else
    KeyedMap(Collection<V> values, Function<V, K> key) {
        this.key = key;
        this.places = (V[]) new Object[values.size() + values.size() / 2 + 1];
        int different = 0;
        for (V value : values) {
            int place = place(key.apply(value));
            different += places[place] == null ? 1 : 0;
            places[place] = value;
        }
        this.size = different;
    }

    /** Where the value of that key is; if there is none, where it would be. */
    private int place(Object wanted) {
        int place = Math.floorMod(wanted.hashCode(), places.length);
        while (places[place] != null && !Objects.equals(key.apply(places[place]), wanted)) { // often the same object
            place = (place + 1) % places.length;
        }
        return place;
    }

    @Override
    public V get(Object wanted) {
        return places[place(wanted)];
    }

    @Override
    public boolean containsKey(Object wanted) {
        return get(wanted) != null;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Collection<V> values() {
        return new AbstractCollection<>() {
            @Override
            public Iterator<V> iterator() {
                return iterate(v -> v);
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    @Override
    public Set<Entry<K, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<K, V>> iterator() {
                return iterate(v -> Map.entry(key.apply(v), v));
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    private <T> Iterator<T> iterate(Function<V, T> what) {
        return new Iterator<>() {
            private int next = taken(0);

            @Override
            public boolean hasNext() {
                return next < places.length;
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                V value = places[next];
                next = taken(next + 1);
                return what.apply(value);
            }
        };
    }

    /** The first place from there on that is not free; behind the last if there is none. */
    private int taken(int from) {
        int place = from;
        while (place < places.length && places[place] == null) {
            place++;
        }
        return place;
    }
}
