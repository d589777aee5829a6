/**
 * The services for management consoles: hosts, networks, guests, operations, network types. Implemented by Guestnet, called by
 * consoles, the shell and the web. All services are safe for any thread; lists are copies and can be kept.
 */
@Export
@Version("1.0.0")
package org.guestnet.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
