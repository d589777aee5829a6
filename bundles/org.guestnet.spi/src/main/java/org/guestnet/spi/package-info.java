/**
 * What a network type implements, and what it is given and gives back. Implemented by provider bundles, called by the core only.
 *
 * <p>A provider is pure: definitions and facts in, data out; no I/O, no threads, no locks. The core does what the data says.
 */
@Export
@Version("1.0.0")
package org.guestnet.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
