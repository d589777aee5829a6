/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import java.util.OptionalInt;
import org.guestnet.model.DeviceName;
import org.guestnet.model.XmlElement;

/**
 * A member of a pool as its definition has it.
 *
 * @param device the device of the host
 * @param limit how many guests it may serve; empty if any number
 * @param element where that stands
 */
record Member(DeviceName device, OptionalInt limit, XmlElement element) {}
