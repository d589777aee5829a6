/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
/** How links are made, changed and removed: what the host's tools are told. */
package org.guestnet.hostlink.internal.made;
