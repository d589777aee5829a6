/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal;

import com.grack.nanojson.JsonWriter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/** Builds JSON of our values. */
public final class Json {

    private Json() {}

    /**
     * An object with its keys in this order.
     *
     * @param keysAndValues a key, its value, a key, … An absent {@link Optional} is null; numbers, booleans, objects and lists stay; anything
     *     else is its text
     */
    public static Map<String, Object> object(Object... keysAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put((String) keysAndValues[i], value(keysAndValues[i + 1]));
        }
        return object;
    }

    /** A list of what the function makes of each. */
    public static <T> Collection<Object> list(Collection<T> values, Function<? super T, ?> json) {
        return values.stream().map(v -> value(json.apply(v))).toList();
    }

    static String text(Object json) {
        return JsonWriter.indent("  ").string().value(json).done();
    }

    private static Object value(Object value) {
        if (value == null
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Map
                || value instanceof Collection) {
            return value;
        }
        if (value instanceof Optional<?> optional) {
            return value(optional.orElse(null));
        }
        if (value instanceof OptionalInt number) {
            return number.isPresent() ? (Object) number.getAsInt() : null;
        }
        if (value instanceof OptionalLong number) {
            return number.isPresent() ? (Object) number.getAsLong() : null;
        }
        return value.toString();
    }
}
