/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a start tag of a well-formed document, and where its attributes stand in it. */
public final class StartTag {

    /**
     * An attribute.
     *
     * @param name as it is written, with prefix
     * @param value what it says
     * @param start the white space before it
     * @param valueStart behind the opening quote
     * @param end behind the closing quote
     */
    record Attribute(String name, String value, int start, int valueStart, int end) {}

    private static final Pattern NAME = Pattern.compile("<([^\\s/>]+)");
    private static final Pattern ATTRIBUTE = Pattern.compile("\\s+([^\\s=]+)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')");
    private static final Pattern REFERENCE = Pattern.compile("&(#x?)?(\\w+);");
    private static final Map<String, String> ENTITIES =
            Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos", "'");

    private final String text;

    StartTag(String text) {
        this.text = text;
    }

    /** The element's name as it is written, with prefix. */
    String name() {
        Matcher name = NAME.matcher(text);
        return name.lookingAt() ? name.group(1) : "";
    }

    /** Its attributes, namespace declarations among them. */
    List<Attribute> attributes() {
        List<Attribute> found = new ArrayList<>();
        Matcher next = ATTRIBUTE.matcher(text);
        int at = 1 + name().length();
        while (next.region(at, text.length()).lookingAt()) {
            int group = next.group(2) == null ? 3 : 2;
            found.add(new Attribute(
                    next.group(1), unescaped(next.group(group)), next.start(), next.start(group), next.end()));
            at = next.end();
        }
        return found;
    }

    /** The value of an attribute without prefix. */
    public Optional<String> attribute(String name) {
        return attributes().stream()
                .filter(a -> a.name().equals(name))
                .map(Attribute::value)
                .findFirst();
    }

    /** The namespaces that it declares, by prefix. */
    Map<String, String> namespaces() {
        if (!text.contains("xmlns")) {
            return Map.of();
        }
        Map<String, String> declared = new LinkedHashMap<>();
        for (Attribute attribute : attributes()) {
            if (attribute.name().equals("xmlns")) {
                declared.put("", attribute.value());
            } else if (attribute.name().startsWith("xmlns:")) {
                declared.put(attribute.name().substring("xmlns:".length()), attribute.value());
            }
        }
        return declared;
    }

    /** A text as it may stand between double quotes or tags. */
    static String escaped(String value) {
        StringBuilder out = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\n', '\r', '\t' -> out.append("&#").append((int) c).append(';');
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    /** What a text between quotes says. */
    static String unescaped(String raw) {
        return raw.indexOf('&') < 0
                ? raw
                : REFERENCE.matcher(raw).replaceAll(m -> Matcher.quoteReplacement(meaning(m)));
    }

    private static String meaning(java.util.regex.MatchResult reference) {
        if (reference.group(1) == null) {
            return ENTITIES.get(reference.group(2));
        }
        int radix = reference.group(1).equals("#x") ? 16 : 10;
        return Character.toString(Integer.parseInt(reference.group(2), radix));
    }
}
