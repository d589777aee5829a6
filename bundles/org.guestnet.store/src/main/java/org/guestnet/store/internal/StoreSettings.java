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
            name = "URL",
            description = "JDBC URL of a PostgreSQL database that several managers share, without a password. "
                    + "Empty: an embedded database of this manager alone. Needs the feature guestnet-postgresql.")
    String url() default "";

    @AttributeDefinition(name = "User", description = "Who asks the shared database.")
    String user() default "guestnet";

    @AttributeDefinition(
            name = "Password file",
            description = "Absolute path of a file, readable by its owner only, whose first line is the password.")
    String passwordFile() default "";

    @AttributeDefinition(
            name = "Password variable",
            description = "Name of an environment variable of the container that holds the password.")
    String passwordVariable() default "";

    @AttributeDefinition(
            name = "Name of this manager",
            description = "Under which other managers know this one. Empty: the name of the machine.")
    String managerName() default "";

    @AttributeDefinition(
            name = "Lease",
            description = "Seconds after which a manager that is not heard of counts as dead and others end its work. "
                    + "Longer than libvirtd's patience with a silent client, which is 30 s by default. At least 3.")
    int leaseSeconds() default 45;

    @AttributeDefinition(
            name = "Operations kept",
            description = "How many of the youngest operations that are over are kept; at least 1. "
                    + "Up to a hundredth more may be there at times.")
    int keepOperations() default 10_000;
}
