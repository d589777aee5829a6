/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Names the protocol of the tunnels that an {@link UplinkProvider} component makes. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface UplinkProtocol {

    /** Makes the property {@value UplinkProvider#UPLINK_PROTOCOL} of the annotation's name. */
    String PREFIX_ = "org.guestnet.";

    /** The protocol, for example {@code vxlan}. */
    String value();
}
