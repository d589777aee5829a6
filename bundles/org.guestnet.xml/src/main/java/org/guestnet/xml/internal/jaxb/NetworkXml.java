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

/** A libvirt {@code <network>}. */
@XmlRootElement(name = "network")
@XmlAccessorType(XmlAccessType.FIELD)
public class NetworkXml {

    /** Its name. */
    public String name;
    /** Its UUID. */
    public String uuid;
    /** How it connects guests beyond the host. */
    public ForwardXml forward;
    /** Its bridge. */
    public NamedXml bridge;

    /** Its portgroups. */
    @XmlElement(name = "portgroup")
    public List<NamedXml> portgroups = new ArrayList<>();

    /** {@code <forward>}. */
    @XmlAccessorType(XmlAccessType.FIELD)
    public static class ForwardXml {

        /** The forward mode. */
        @XmlAttribute
        public String mode;
        /** Short for a pool of one. */
        @XmlAttribute
        public String dev;

        /** The pool. */
        @XmlElement(name = "interface")
        public List<MemberXml> members = new ArrayList<>();
    }

    /** {@code <interface>} of a pool. */
    @XmlAccessorType(XmlAccessType.FIELD)
    public static class MemberXml {

        /** The device. */
        @XmlAttribute
        public String dev;
        /** libvirt's counter. */
        @XmlAttribute
        public String connections;
    }
}
