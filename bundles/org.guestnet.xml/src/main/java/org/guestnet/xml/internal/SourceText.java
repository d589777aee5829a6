/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.guestnet.model.GuestnetException;

/**
 * A document as the text that it is, with the places of its elements in it. So a part can be taken out or replaced while all the
 * rest stays as it is, character by character.
 *
 * <p>It looks for brackets only. That is exact because the document was parsed first, without a DOCTYPE: then every {@code <}
 * begins a tag, a comment, an instruction or a CDATA section.
 */
public final class SourceText {

    private final String text;
    private final SourceElement root;

    private SourceText(String text, SourceElement root) {
        this.text = text;
        this.root = root;
    }

    /**
     * Checks and reads a document.
     *
     * @throws GuestnetException as {@link DistrustfulParser#parse}
     */
    public static SourceText of(String text) throws GuestnetException {
        DistrustfulParser.parse(text, new DistrustfulHandler());
        return new SourceText(text, scan(text));
    }

    /** The whole text. */
    public String text() {
        return text;
    }

    /** The root element. */
    public SourceElement root() {
        return root;
    }

    /** What stands before and after the root element, without XML declaration and byte order mark: comments and instructions. */
    public String withoutDeclaration() {
        int start = text.startsWith("\uFEFF") ? 1 : 0;
        if (text.startsWith("<?xml", start) && Character.isWhitespace(text.charAt(start + 5))) {
            start = text.indexOf("?>", start) + 2;
        }
        return text.substring(start);
    }

    /** The line on which an index of the text is. */
    int line(int index) {
        return 1 + (int) text.substring(0, index).chars().filter(c -> c == '\n').count();
    }

    private static SourceElement scan(String text) {
        Deque<SourceElement> open = new ArrayDeque<>();
        SourceElement root = null;
        for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
            if (text.startsWith("<!--", at)) {
                at = after(text, "-->", at + 4);
            } else if (text.startsWith("<![CDATA[", at)) {
                at = after(text, "]]>", at + 9);
            } else if (text.charAt(at + 1) == '?') {
                at = after(text, "?>", at + 2);
            } else if (text.charAt(at + 1) == '/') {
                int end = after(text, ">", at);
                open.pop().endAt(at, end);
                at = end;
            } else {
                SourceElement element = new SourceElement(text, open.peek(), at, endOfTag(text, at));
                root = root == null ? element : root;
                if (!element.isClosed()) {
                    open.push(element);
                }
                at = element.contentStart();
            }
        }
        return root;
    }

    private static int after(String text, String mark, int from) {
        return text.indexOf(mark, from) + mark.length();
    }

    /** The index after the {@code >} of a start tag; one in an attribute's value does not count. */
    private static int endOfTag(String text, int start) {
        char quote = 0;
        for (int i = start; ; i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return i + 1;
            }
        }
    }

    /** The descendants of the root along these names without namespace, or in the namespace of an {@code {uri}name}. */
    public List<SourceElement> all(String... names) {
        List<SourceElement> found = List.of(root);
        for (String name : names) {
            List<SourceElement> next = new ArrayList<>();
            for (SourceElement parent : found) {
                next.addAll(parent.children(name));
            }
            found = next;
        }
        return found;
    }

    /** The first of {@link #all}. */
    public Optional<SourceElement> first(String... names) {
        return all(names).stream().findFirst();
    }
}
