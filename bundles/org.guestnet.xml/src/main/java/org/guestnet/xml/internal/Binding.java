/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal;

import jakarta.xml.bind.Binder;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import java.io.StringWriter;
import java.util.Map;
import org.eclipse.persistence.jaxb.XMLBindingContextFactory;
import org.guestnet.model.XmlElement;
import org.w3c.dom.Node;

/**
 * The JAXB context of one mapped class, made when it is first needed. It is EclipseLink's by name: its Binder keeps what is not
 * mapped, which the reference implementation's loses; and no service loader is asked, which OSGi would need help for.
 *
 * @param <T> the mapped class
 */
final class Binding<T> {

    private final Class<T> type;
    private volatile JAXBContext context;

    Binding(Class<T> type) {
        this.type = type;
    }

    /** Reads an element; what is not mapped is ignored. */
    T read(XmlElement element) {
        try {
            return context()
                    .createUnmarshaller()
                    .unmarshal(ElementEvents.source(element), type)
                    .getValue();
        } catch (JAXBException e) {
            throw failure("read", e);
        }
    }

    /** A document without XML declaration. */
    String write(T value) {
        try {
            Marshaller marshaller = context().createMarshaller();
            marshaller.setProperty(Marshaller.JAXB_FRAGMENT, true);
            StringWriter out = new StringWriter();
            marshaller.marshal(value, out);
            return out.toString();
        } catch (JAXBException e) {
            throw failure("write", e);
        }
    }

    /** Ties a node to a value; {@link Binder#updateXML(Object)} then changes of the node what is mapped and changed. */
    Binder<Node> binder() {
        return context().createBinder();
    }

    private JAXBContext context() {
        JAXBContext made = context;
        if (made == null) {
            synchronized (this) {
                if (context == null) {
                    context = create();
                }
                made = context;
            }
        }
        return made;
    }

    private JAXBContext create() {
        try {
            return new XMLBindingContextFactory().createContext(new Class<?>[] {type}, Map.of());
        } catch (JAXBException e) {
            throw failure("map", e);
        }
    }

    private IllegalStateException failure(String verb, JAXBException cause) {
        return new IllegalStateException("cannot " + verb + " " + type.getSimpleName() + ": " + cause, cause);
    }
}
