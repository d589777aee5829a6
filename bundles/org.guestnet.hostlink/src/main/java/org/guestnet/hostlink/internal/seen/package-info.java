/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
/** What a host's tools say about its links, read as values. Their text is a host's, and not to be believed. */
package org.guestnet.hostlink.internal.seen;
