/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.tunnel.internal;

import org.guestnet.model.IpAddress;
import org.guestnet.model.Place;

/** A peer that a definition lists, and where. */
record Peer(IpAddress address, Place place) {}
