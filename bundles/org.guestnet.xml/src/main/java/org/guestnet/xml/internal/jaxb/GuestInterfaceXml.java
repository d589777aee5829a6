/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal.jaxb;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;

/** A guest's {@code <interface>}: what Guestnet reads of it and changes. Whatever else it has is not mapped, and so is kept. */
@XmlRootElement(name = "interface")
@XmlAccessorType(XmlAccessType.FIELD)
public class GuestInterfaceXml {

    /** How it is connected. */
    @XmlAttribute
    public String type;
    /** Its MAC address. */
    public MacXml mac;
    /** To what it is connected. */
    public SourceXml source;

    /** {@code <mac>}. */
    @XmlAccessorType(XmlAccessType.FIELD)
    public static class MacXml {

        /** The address. */
        @XmlAttribute
        public String address;
    }
}
