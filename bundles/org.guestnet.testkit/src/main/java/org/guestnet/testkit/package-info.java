/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * For authors of network types and of tunnels: the contracts that every provider passes, and definitions, hosts, guest interfaces and
 * usage to try it with. Extended by tests, never installed in a container.
 */
@Export
@Version("1.0.0")
package org.guestnet.testkit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
