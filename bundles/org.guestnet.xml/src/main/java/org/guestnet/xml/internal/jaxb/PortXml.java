/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal.jaxb;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAnyAttribute;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlType;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.namespace.QName;

/** libvirt's {@code <networkport>}. */
@XmlRootElement(name = "networkport")
@XmlAccessorType(XmlAccessType.FIELD)
@XmlType(propOrder = {"uuid", "owner", "group", "mac", "plug"})
public class PortXml {

    /** Its UUID. */
    public String uuid;
    /** Whose it is. */
    public OwnerXml owner;
    /** Its portgroup. */
    public String group;
    /** The MAC address of the guest's interface. */
    public GuestInterfaceXml.MacXml mac;
    /** How it is connected. */
    public PlugXml plug;

    /** {@code <owner>}. */
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(propOrder = {"name", "uuid"})
    public static class OwnerXml {

        /** Its name. */
        public String name;
        /** Its UUID. */
        public String uuid;
    }

    /** {@code <plug>}. */
    @XmlAccessorType(XmlAccessType.FIELD)
    public static class PlugXml {

        /** How it is connected. */
        @XmlAttribute
        public String type;

        /** To what. */
        @XmlAnyAttribute
        public Map<QName, String> source = new LinkedHashMap<>();
    }
}
