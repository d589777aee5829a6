/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import org.guestnet.api.AttachOptions;
import org.guestnet.api.DetachOptions;
import org.guestnet.api.MoveNicOptions;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is done with one interface of a guest. */
@Component(service = NicOperations.class)
public final class NicOperations {

    private final GuestAttacher attacher;
    private final GuestDetacher detacher;
    private final NicMover mover;

    /** Its parts. */
    @Activate
    public NicOperations(
            @Reference GuestAttacher attacher, @Reference GuestDetacher detacher, @Reference NicMover mover) {
        this.attacher = attacher;
        this.detacher = detacher;
        this.mover = mover;
    }

    /** Gives a guest another interface; see the api. */
    public Operation attach(GuestName guest, NetworkName network, AttachOptions options) throws GuestnetException {
        return attacher.attach(guest, network, options);
    }

    /** Takes an interface away; see the api. */
    public Operation detach(GuestName guest, MacAddress nic, DetachOptions options) throws GuestnetException {
        return detacher.detach(guest, nic, options);
    }

    /** Puts an interface on another network; see the api. */
    public Operation move(GuestName guest, MacAddress nic, NetworkName network, MoveNicOptions options)
            throws GuestnetException {
        return mover.move(guest, nic, network, options);
    }
}
