/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.seen;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** JSON as iproute2 and nft write it. */
final class Json {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_OBJECTS = 100_000; // a host with some thousand devices and entries

    private Json() {}

    /** @throws IllegalArgumentException if the text is no array of JSON */
    static Stream<JsonObject> objects(String text) {
        String array = text.isBlank() ? "[]" : text; // iproute2 says nothing at all where there is nothing
        requireFlat(array);
        try {
            return objects(JsonParser.array().from(array));
        } catch (JsonParserException e) {
            throw new IllegalArgumentException("no JSON: " + e.getMessage(), e);
        }
    }

    /** @throws IllegalArgumentException if the text is no object of JSON that has such an array */
    static Stream<JsonObject> objects(String text, String key) {
        requireFlat(text);
        try {
            return objects(Optional.ofNullable(JsonParser.object().from(text).getArray(key))
                    .orElseThrow(() -> new IllegalArgumentException("no " + key)));
        } catch (JsonParserException e) {
            throw new IllegalArgumentException("no JSON: " + e.getMessage(), e);
        }
    }

    static Stream<JsonObject> objects(JsonArray array) {
        return array == null
                ? Stream.empty()
                : array.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
    }

    /** The parser calls itself for what is nested, so its stack is the host's to fill. */
    private static void requireFlat(String text) {
        int depth = 0;
        int objects = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            i += quoted && c == '\\' ? 1 : 0; // what follows means nothing
            quoted ^= c == '"';
            depth += quoted ? 0 : c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
            objects += !quoted && c == '{' ? 1 : 0;
            if (depth < 0 || depth > MAX_DEPTH || objects > MAX_OBJECTS) {
                throw new IllegalArgumentException(
                        "no JSON of at most " + MAX_OBJECTS + " objects, " + MAX_DEPTH + " deep");
            }
        }
    }

    /** A text as a value; empty if it is not there or cannot be understood. */
    static <T> Optional<T> value(JsonObject object, String key, Function<String, T> maker) {
        try {
            return Optional.ofNullable(object).map(o -> o.getString(key)).map(maker);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // of another kind
        }
    }

    static JsonObject child(JsonObject object, String key) {
        JsonObject child = object.getObject(key);
        return child == null ? new JsonObject() : child;
    }
}
