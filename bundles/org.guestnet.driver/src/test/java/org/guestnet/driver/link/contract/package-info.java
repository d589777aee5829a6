/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
/** The contract suites for whoever implements an interface of {@code org.guestnet.driver.link}. */
package org.guestnet.driver.link.contract;
