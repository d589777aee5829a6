/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.view;

import java.util.List;
import java.util.Map;
import org.guestnet.api.GuestInfo;
import org.guestnet.api.HostInfo;
import org.guestnet.api.HostedNetwork;
import org.guestnet.shell.internal.Json;
import org.guestnet.shell.internal.Printer;

/** One host: how it is, and with it what it has. */
public final class HostReport {

    private final Printer printer;

    /** @param printer where it is printed */
    public HostReport(Printer printer) {
        this.printer = printer;
    }

    /** The host. */
    public void print(HostInfo host) {
        if (printer.isJson()) {
            printer.json(new HostView().json(host));
        } else {
            text(host);
        }
    }

    /** The host with its networks and guests. */
    public void print(HostInfo host, List<HostedNetwork> networks, List<GuestInfo> guests) {
        if (printer.isJson()) {
            printer.json(json(host, networks, guests));
            return;
        }
        text(host);
        if (!networks.isEmpty()) {
            printer.table(new HostedNetworkView().table(networks));
        }
        if (!guests.isEmpty()) {
            printer.table(new GuestView().table(guests));
        }
    }

    private void text(HostInfo host) {
        printer.table(new HostView().table(List.of(host)));
        if (!host.reason().isEmpty()) {
            printer.line("Reason: " + host.reason()
                    + host.seen().map(t -> ". Last seen " + Cells.time(t)).orElse(""));
        }
        host.host().shellAddress().ifPresent(a -> printer.line("Its shell is reached by " + a));
        host.host()
                .peerAddress()
                .ifPresent(a -> printer.line(
                        a.address().isPresent()
                                ? "Other hosts reach it by " + a
                                : "Other hosts never reach it: migrations to it are steered"));
        host.host().migrationAddress().ifPresent(a -> printer.line("It receives guests at " + a));
    }

    private static Map<String, Object> json(HostInfo host, List<HostedNetwork> networks, List<GuestInfo> guests) {
        return Json.object(
                "host",
                new HostView().json(host),
                "networks",
                Json.list(networks, new HostedNetworkView()::json),
                "guests",
                Json.list(guests, new GuestView()::json));
    }
}
