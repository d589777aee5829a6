/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The contract suites for whoever implements an interface of this bundle: extend the class named after the interface. They are
 * in this bundle's test jar (classifier {@code tests}).
 */
package org.guestnet.driver.contract;
