/**
 * What the core asks of a hypervisor's hosts. Implemented by drivers (libvirt, simulation), called by the core only. The contract
 * suite {@code org.guestnet.driver.contract} in this bundle's tests holds for every implementation.
 */
@Export
@Version("1.0.0")
package org.guestnet.driver;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
