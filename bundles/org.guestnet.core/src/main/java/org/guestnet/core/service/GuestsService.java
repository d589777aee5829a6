/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.service;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.guestnet.api.AttachOptions;
import org.guestnet.api.Candidate;
import org.guestnet.api.DetachOptions;
import org.guestnet.api.GuestInfo;
import org.guestnet.api.Guests;
import org.guestnet.api.MigrateOptions;
import org.guestnet.api.MoveNicOptions;
import org.guestnet.api.ResolvedInterface;
import org.guestnet.api.Shortlist;
import org.guestnet.core.guest.GuestMigrator;
import org.guestnet.core.guest.GuestPreparer;
import org.guestnet.core.guest.GuestStarter;
import org.guestnet.core.guest.GuestStopper;
import org.guestnet.core.guest.NicOperations;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation;
import org.guestnet.model.OperationId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link Guests}: hands each call to the class that does it. */
@Component(service = Guests.class)
public final class GuestsService implements Guests {

    private final GuestViews views;
    private final GuestStarter starter;
    private final GuestStopper stopper;
    private final GuestMigrator migrator;
    private final GuestPreparer preparer;
    private final NicOperations nics;

    /** Its parts. */
    @Activate
    public GuestsService(
            @Reference GuestViews views,
            @Reference GuestStarter starter,
            @Reference GuestStopper stopper,
            @Reference GuestMigrator migrator,
            @Reference GuestPreparer preparer,
            @Reference NicOperations nics) {
        this.views = views;
        this.starter = starter;
        this.stopper = stopper;
        this.migrator = migrator;
        this.preparer = preparer;
        this.nics = nics;
    }

    @Override
    public List<GuestInfo> list() {
        return views.list();
    }

    @Override
    public List<ResolvedInterface> resolve(GuestName guest, HostName on) throws GuestnetException {
        return views.resolve(guest, on);
    }

    @Override
    public List<Candidate> candidates(GuestName guest) throws GuestnetException {
        return views.candidates(guest);
    }

    @Override
    public Shortlist candidates(GuestName guest, int limit) throws GuestnetException {
        return views.candidates(guest, limit);
    }

    @Override
    public Operation start(GuestName guest, Optional<HostName> host, boolean dryRun) throws GuestnetException {
        return starter.start(guest, host, dryRun);
    }

    @Override
    public Operation stop(GuestName guest, Optional<HostName> host, StopMode how, boolean dryRun)
            throws GuestnetException {
        return stopper.stop(guest, host, how, dryRun);
    }

    @Override
    public Operation migrate(GuestName guest, HostName destination, MigrateOptions options) throws GuestnetException {
        return migrator.migrate(guest, destination, options);
    }

    @Override
    public Operation attach(GuestName guest, NetworkName network, AttachOptions options) throws GuestnetException {
        return nics.attach(guest, network, options);
    }

    @Override
    public Operation detach(GuestName guest, MacAddress nic, DetachOptions options) throws GuestnetException {
        return nics.detach(guest, nic, options);
    }

    @Override
    public Operation moveNic(GuestName guest, MacAddress nic, NetworkName network, MoveNicOptions options)
            throws GuestnetException {
        return nics.move(guest, nic, network, options);
    }

    @Override
    public PreparedStart prepare(HostName host, String domainXml, Duration holdFor) throws GuestnetException {
        return preparer.prepare(host, domainXml, holdFor);
    }

    @Override
    public Operation commit(OperationId prepared) throws GuestnetException {
        return preparer.commit(prepared);
    }

    @Override
    public Operation cancel(OperationId prepared) throws GuestnetException {
        return preparer.cancel(prepared);
    }
}
