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

/** Names the network type that a {@link NetworkTypeProvider} component serves. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface NetworkTypeName {

    /** Makes the property {@value NetworkTypeProvider#NETWORK_TYPE_NAME} of the annotation's name. */
    String PREFIX_ = "org.guestnet.";

    /** The network type, for example {@code bridge}. */
    String value();
}
