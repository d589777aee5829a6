/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the store; PID {@value #PID}. */
@ObjectClassDefinition(name = "Guestnet store", description = "Where hosts, claims and operations are kept")
@interface StoreSettings {

    String PID = "org.guestnet.store";

    @AttributeDefinition(
            name = "Directory",
            description = "Directory of the database; made, readable by its owner only, if it is missing. "
                    + "${karaf.base} stands for the container's own directory; what is there survives `bin/karaf clean`, "
                    + "unlike the container's data directory. Only one process can use it at a time.")
    String directory() default StoreDirectory.DEFAULT;

    @AttributeDefinition(
            name = "Operations kept",
            description = "How many of the youngest operations that are over are kept; at least 1. "
                    + "Up to a hundredth more may be there at times.")
    int keepOperations() default 10_000;
}
