/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal.jaxb;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAnyAttribute;
import jakarta.xml.bind.annotation.XmlAttribute;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.namespace.QName;

/** {@code <source>} of a guest's interface. */
@XmlAccessorType(XmlAccessType.FIELD)
public class SourceXml {

    /** The network that the guest names. */
    @XmlAttribute
    public String network;
    /** The portgroup of that network. */
    @XmlAttribute
    public String portgroup;
    /** libvirt's port; live XML only. */
    @XmlAttribute
    public String portid;

    /** Whatever else the type of connection needs. */
    @XmlAnyAttribute
    public Map<QName, String> others = new LinkedHashMap<>();
}
