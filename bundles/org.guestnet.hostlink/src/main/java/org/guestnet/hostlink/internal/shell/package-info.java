/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
/** Commands of a host: over ssh, or because the host is this machine. */
package org.guestnet.hostlink.internal.shell;
