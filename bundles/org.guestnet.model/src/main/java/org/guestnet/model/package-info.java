/**
 * Values that callers, providers, drivers and the core share: names, addresses, guest interfaces, plugs, ports, claims,
 * operations and findings. All are immutable, safe for any thread, and cannot be wrong: constructors refuse bad input.
 */
@Export
@Version("1.0.0")
package org.guestnet.model;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
