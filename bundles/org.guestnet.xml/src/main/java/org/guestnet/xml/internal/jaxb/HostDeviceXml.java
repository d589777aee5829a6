/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal.jaxb;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.util.ArrayList;
import java.util.List;

/** libvirt's {@code <interface>} of a host. */
@XmlRootElement(name = "interface")
@XmlAccessorType(XmlAccessType.FIELD)
public class HostDeviceXml {

    /** What it is. */
    @XmlAttribute
    public String type;
    /** Its name. */
    @XmlAttribute
    public String name;
    /** Its MAC address. */
    public GuestInterfaceXml.MacXml mac;
    /** Its link. */
    public LinkXml link;
    /** Its MTU. */
    public MtuXml mtu;
    /** Its members, if it is a bridge. */
    public MembersXml bridge;
    /** Its members, if it is a bond. */
    public MembersXml bond;

    /** {@code <link>}. */
    @XmlAccessorType(XmlAccessType.FIELD)
    public static class LinkXml {

        /** The kernel's operational state. */
        @XmlAttribute
        public String state;
    }

    /** {@code <mtu>}. */
    @XmlAccessorType(XmlAccessType.FIELD)
    public static class MtuXml {

        /** In bytes. */
        @XmlAttribute
        public String size;
    }

    /** {@code <bridge>} or {@code <bond>}. */
    @XmlAccessorType(XmlAccessType.FIELD)
    public static class MembersXml {

        /** The members. */
        @XmlElement(name = "interface")
        public List<HostDeviceXml> members = new ArrayList<>();
    }
}
