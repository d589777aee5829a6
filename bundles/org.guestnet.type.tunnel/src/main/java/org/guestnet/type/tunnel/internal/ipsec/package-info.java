/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
/** Encryption by IPsec: what strongSwan is told by its swanctl, and what that answers. */
package org.guestnet.type.tunnel.internal.ipsec;
