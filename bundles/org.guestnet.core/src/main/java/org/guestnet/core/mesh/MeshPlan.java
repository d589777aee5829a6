/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.mesh;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.guestnet.core.host.Fleet;
import org.guestnet.driver.link.LinkReport;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.link.LinkResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What each host is to have because of its meshes. */
final class MeshPlan implements LinkPlan {

    private static final Logger LOG = LoggerFactory.getLogger(MeshPlan.class);

    private final MeshBook book;
    private final Fleet fleet;
    private final Supplier<Optional<HostName>> unsettled;
    private final Consumer<HostName> shown;

    /**
     * A plan.
     *
     * @param unsettled a host that may be a member of what nobody knows yet; empty if there is none
     * @param shown told whose links are known better
     */
    MeshPlan(MeshBook book, Fleet fleet, Supplier<Optional<HostName>> unsettled, Consumer<HostName> shown) {
        this.book = book;
        this.fleet = fleet;
        this.unsettled = unsettled;
        this.shown = shown;
    }

    @Override
    public KnownParts all(HostName host, KnownParts before) {
        KnownParts all = new KnownParts();
        for (Part part : book.parts(host)) {
            all.put(part, part(host, part).or(() -> before.part(part)).orElse(List.of()));
        }
        return all;
    }

    @Override
    public Optional<List<LinkResource>> part(HostName host, Part part) {
        return waits(host, part) ? Optional.of(List.of()) : book.part(host, part);
    }

    /** Nobody joins its wire anew while another may do so that is not known yet. */
    private boolean waits(HostName host, Part part) {
        return book.mesh(part.network()).filter(m -> m.joinsAnew(host)).isPresent() && !isComplete();
    }

    @Override
    public boolean isComplete() {
        return unsettled.get().isEmpty();
    }

    @Override
    public boolean concerns(HostName host) {
        return !book.of(host).isEmpty();
    }

    @Override
    public void ended(HostName host) {
        shown.accept(host);
    }

    @Override
    public void looked(HostName host, LinkReport report) {
        try {
            if (!fleet.host(host).state().addresses().equals(Optional.of(report.addresses()))) {
                fleet.host(host).patchAddresses(report.addresses());
            }
        } catch (GuestnetException e) {
            LOG.debug("{} was removed meanwhile", host, e);
        }
    }
}
