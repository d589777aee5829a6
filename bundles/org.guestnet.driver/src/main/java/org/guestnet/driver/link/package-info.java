/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
/** What the core asks of the links of a host: bridges' ports, tunnels, forwarding entries. Implemented by drivers, called by the core only. */
@Export
@Version("1.0.0")
package org.guestnet.driver.link;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
