/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What has to exist on a host beside libvirt's networks: links, forwarding entries, tunnels. Providers ask for it, the host's own tools
 * make it. All are immutable values, safe for any thread; two that are equal are one thing.
 */
@Export
@Version("1.0.0")
package org.guestnet.model.link;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
