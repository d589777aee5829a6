/**
 * What the core asks of its store: the hosts, the claims, and the journal of operations. Implemented by the store bundle, called by
 * the core only. Nothing is stored that hosts themselves know.
 */
@Export
@Version("1.0.0")
package org.guestnet.driver.store;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
