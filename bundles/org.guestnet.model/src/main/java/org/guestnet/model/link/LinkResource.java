/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model.link;

/**
 * Something that has to exist on a host. Its name says whose it is: what has another name is never touched. Making what is there already
 * changes nothing, and so does removing what is not.
 */
public sealed interface LinkResource
        permits ArrivalGuard,
                EncryptedTunnel,
                FloodEntry,
                ForwardingEntry,
                HostCommand,
                InnerAddress,
                PortFilter,
                Unroutable,
                Vxlan {}
