/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal.jaxb;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;

/** An element that has a name and nothing else of interest: {@code <bridge name='br0'/>}, {@code <portgroup name='gold'/>}. */
@XmlAccessorType(XmlAccessType.FIELD)
public class NamedXml {

    /** The name. */
    @XmlAttribute
    public String name;
}
