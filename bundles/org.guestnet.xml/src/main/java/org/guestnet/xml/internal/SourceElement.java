/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.namespace.QName;

/** An element of a {@link SourceText}: where it stands in the text. Indexes are those of the text. */
public final class SourceElement {

    private final String text;
    private final SourceElement parent;
    private final int start;
    private final int contentStart;
    private final List<SourceElement> children = new ArrayList<>();
    private int contentEnd = -1;
    private int end = -1;

    SourceElement(String text, SourceElement parent, int start, int contentStart) {
        this.text = text;
        this.parent = parent;
        this.start = start;
        this.contentStart = contentStart;
        if (text.charAt(contentStart - 2) == '/') {
            endAt(contentStart, contentStart);
        }
        if (parent != null) {
            parent.children.add(this);
        }
    }

    void endAt(int contentEndsAt, int endsAt) {
        contentEnd = contentEndsAt;
        end = endsAt;
    }

    boolean isClosed() {
        return end >= 0;
    }

    /** Where its start tag begins. */
    public int start() {
        return start;
    }

    /** Behind its start tag. */
    public int contentStart() {
        return contentStart;
    }

    /** Where its end tag begins; if it is empty, as {@link #contentStart}. */
    public int contentEnd() {
        return contentEnd;
    }

    /** Behind it. */
    public int end() {
        return end;
    }

    /** Whether it is one tag: {@code <name/>}. */
    public boolean isEmptyTag() {
        return contentStart == end;
    }

    /** Its start tag. */
    public StartTag tag() {
        return new StartTag(text.substring(start, contentStart));
    }

    /** All its child elements. */
    public List<SourceElement> children() {
        return List.copyOf(children);
    }

    /** Its child elements of that name; {@code {uri}name} for a name in a namespace. */
    public List<SourceElement> children(String name) {
        QName wanted = QName.valueOf(name);
        return children.stream()
                .filter(c -> c.mayBe(wanted.getLocalPart()) && c.name().equals(wanted))
                .toList();
    }

    /** A cheap look at the text, before namespaces are asked for. */
    private boolean mayBe(String localName) {
        int from = text.startsWith(localName, start + 1) ? start + 1 : text.indexOf(':', start) + 1;
        return from > 0 && text.startsWith(localName, from);
    }

    /** Its name with its namespace. */
    public QName name() {
        String qName = tag().name();
        int colon = qName.indexOf(':');
        String prefix = colon < 0 ? "" : qName.substring(0, colon);
        return new QName(scope().getOrDefault(prefix, ""), qName.substring(colon + 1), prefix);
    }

    /** The namespaces in scope, by prefix. */
    private Map<String, String> scope() {
        Map<String, String> scope = parent == null ? new LinkedHashMap<>() : parent.scope();
        scope.putAll(tag().namespaces());
        return scope;
    }

    /** Its text, with the namespaces declared that it has from its ancestors: a document of its own. */
    public String standalone() {
        int afterName = start + 1 + tag().name().length();
        return text.substring(start, afterName) + String.join("", inherited()) + text.substring(afterName, end);
    }

    /** Undoes {@link #standalone} after a change: what the ancestors declare need not be declared again. */
    String asWritten(String changed) {
        StartTag tag = new StartTag(changed);
        Set<String> kept = tag().namespaces().keySet();
        Splice splice = new Splice();
        tag.attributes().stream()
                .filter(a -> a.name().equals("xmlns") || a.name().startsWith("xmlns:"))
                .filter(a ->
                        !kept.contains(a.name().equals("xmlns") ? "" : a.name().substring("xmlns:".length())))
                .forEach(a -> splice.replace(a.start(), a.end(), ""));
        return splice.in(changed);
    }

    private List<String> inherited() {
        if (parent == null) {
            return List.of();
        }
        Map<String, String> missing = parent.scope();
        missing.keySet().removeAll(tag().namespaces().keySet());
        missing.values().removeIf(String::isEmpty);
        String content = text.substring(start, end);
        missing.keySet().removeIf(prefix -> !prefix.isEmpty() && !content.contains(prefix + ":")); // cannot be in use
        return missing.entrySet().stream()
                .map(e -> (e.getKey().isEmpty() ? " xmlns" : " xmlns:" + e.getKey()) + "=\""
                        + StartTag.escaped(e.getValue()) + '"')
                .toList();
    }
}
