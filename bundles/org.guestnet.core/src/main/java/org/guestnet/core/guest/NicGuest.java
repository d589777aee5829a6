/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.api.NicScope;
import org.guestnet.driver.GuestReport;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.MacAddress;

/**
 * A guest whose interfaces are to be changed, and in which of its documents.
 *
 * @param host where it is
 * @param report the guest, looked at under its lock
 * @param live whether the running guest is changed
 * @param config whether its configuration is changed
 */
record NicGuest(HostName host, GuestReport report, boolean live, boolean config) {

    /** @throws GuestnetException {@code GUEST_NOT_RUNNING}; {@code INVALID_ARGUMENT} for the configuration of a transient guest */
    static NicGuest of(HostName host, GuestReport report, NicScope scope) throws GuestnetException {
        boolean active = report.state().isActive();
        if (scope == NicScope.LIVE && !active) {
            throw new GuestnetException(Finding.blocker(
                            Codes.GUEST_NOT_RUNNING,
                            "guest '" + report.name() + "' does not run",
                            "change its configuration: --config")
                    .on(host));
        }
        if (scope == NicScope.CONFIG && !report.persistent()) {
            throw new GuestnetException(Finding.blocker(
                            Codes.INVALID_ARGUMENT,
                            "guest '" + report.name() + "' has no configuration beyond its present run",
                            "change the running guest: --live")
                    .on(host));
        }
        return new NicGuest(
                host, report, active && scope != NicScope.CONFIG, report.persistent() && scope != NicScope.LIVE);
    }

    UUID uuid() {
        return report.uuid();
    }

    GuestName name() {
        return report.name();
    }

    /** The interface as it is connected, if the running guest is changed and has it. */
    Optional<GuestInterface> live(MacAddress mac) {
        return live ? of(report.live(), mac) : Optional.empty();
    }

    /** The interface of the configuration, if that is changed and has it. */
    Optional<GuestInterface> configured(MacAddress mac) {
        return config ? of(report.interfaces(), mac) : Optional.empty();
    }

    static Optional<GuestInterface> of(List<GuestInterface> nics, MacAddress mac) {
        return nics.stream().filter(n -> n.mac().equals(mac)).findFirst();
    }

    GuestnetException unknown(MacAddress mac) {
        return new GuestnetException(Finding.blocker(
                        Codes.NIC_UNKNOWN,
                        "guest '" + report.name() + "' has no interface " + mac + where(),
                        "guest:list shows its interfaces")
                .on(host)
                .on(mac));
    }

    private String where() {
        if (live && config) {
            return "";
        }
        return live ? " as it runs" : " in its configuration";
    }

    /** A managed-save image has interfaces of its own, which no change of the configuration reaches. */
    List<Finding> notices() {
        return report.saved()
                ? List.of(Finding.notice(
                                Codes.NOT_AS_ASKED,
                                "the guest has a saved image and resumes with the interfaces that it was saved with",
                                "the change serves when it is started after that")
                        .on(host))
                : List.of();
    }
}
