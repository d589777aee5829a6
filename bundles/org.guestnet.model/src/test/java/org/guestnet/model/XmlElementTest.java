/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;

class XmlElementTest {

    private static final XmlElement A = XmlElement.of("a").with("k", "1").withText("one");
    private static final XmlElement FOREIGN =
            new XmlElement(new QName("urn:x", "a", "x"), Map.of(), List.of(), "", new Place(1, "/x:a"));
    private static final XmlElement ROOT =
            XmlElement.of("root").with(FOREIGN).with(A).with(XmlElement.of("b")).with(XmlElement.of("a"));

    @Test
    void findsChildrenWithoutNamespaceByName() {
        assertThat(ROOT.all("a")).containsExactly(A, XmlElement.of("a"));
        assertThat(ROOT.first("a")).contains(A);
        assertThat(ROOT.first("c")).isEmpty();
        assertThat(ROOT.children()).hasSize(4);
        assertThat(FOREIGN.name()).isEmpty();
    }

    @Test
    void findsAttributesWithoutNamespaceByName() {
        XmlElement element =
                new XmlElement(new QName("a"), Map.of(new QName("urn:x", "k"), "2"), List.of(), "", new Place(0, "/a"));
        assertThat(A.attribute("k")).contains("1");
        assertThat(element.attribute("k")).isEmpty();
    }

    @Test
    void changesByMakingACopy() {
        assertThat(A.with("k", "2").attribute("k")).contains("2");
        assertThat(A.without("k").attributes()).isEmpty();
        assertThat(A.withText("two").text()).isEqualTo("two");
        assertThat(ROOT.withoutChildren(c -> c.name().equals("a")).children())
                .containsExactly(FOREIGN, XmlElement.of("b"));
        assertThat(XmlElement.of("r").withAll(List.of(A, FOREIGN)).children()).containsExactly(A, FOREIGN);
        assertThat(A).isEqualTo(XmlElement.of("a").with("k", "1").withText("one"));
    }

    @Test
    void keepsItsPlaceThroughChanges() {
        XmlElement placed = new XmlElement(new QName("a"), Map.of(), List.of(), "", new Place(7, "/r/a[1]"));
        assertThat(placed.with("k", "v")
                        .with(A)
                        .without("k")
                        .withText("t")
                        .withoutChildren(c -> true)
                        .withAll(List.of()))
                .extracting(XmlElement::place)
                .isEqualTo(new Place(7, "/r/a[1]"));
    }

    @Test
    void equalsAnElementThatSaysTheSameElsewhere() {
        XmlElement elsewhere =
                new XmlElement(A.qname(), A.attributes(), A.children(), A.text(), new Place(9, "/other"));
        assertThat(A).isEqualTo(elsewhere).hasSameHashCodeAs(elsewhere);
        assertThat(A)
                .isNotEqualTo(A.withText("two"))
                .isNotEqualTo(A.with("k", "2"))
                .isNotEqualTo(A.with(FOREIGN))
                .isNotEqualTo("a");
        assertThat(XmlElement.of("a")).isNotEqualTo(FOREIGN);
    }

    @Test
    void doesNotChangeWithTheCollectionsThatItWasMadeOf() {
        List<XmlElement> children = new ArrayList<>(List.of(A));
        XmlElement element = new XmlElement(new QName("r"), Map.of(), children, "", new Place(0, "/r"));
        children.clear();
        assertThat(element.children()).containsExactly(A);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> element.children().clear());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> element.attributes().put(new QName("a"), "b"));
    }

    @Test
    void readsAsItsStartTag() {
        assertThat(A).hasToString("<a k='1'>");
    }

    @Test
    void refusesNull() {
        assertThatNullPointerException().isThrownBy(() -> A.with("k", null));
        assertThatNullPointerException().isThrownBy(() -> A.with((XmlElement) null));
        assertThatNullPointerException().isThrownBy(() -> A.withText(null));
        assertThatNullPointerException()
                .isThrownBy(() -> new XmlElement(null, Map.of(), List.of(), "", new Place(0, "/")));
    }
}
