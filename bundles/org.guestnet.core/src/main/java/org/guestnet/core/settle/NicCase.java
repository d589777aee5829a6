/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.settle;

import java.util.List;
import java.util.Optional;
import org.guestnet.core.guest.NicSteps;
import org.guestnet.driver.GuestReport;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.InterfaceReport;

/** An operation on an interface of a guest, and that interface as its host shows it. */
record NicCase(
        Operation operation,
        GuestReport guest,
        MacAddress mac,
        Optional<GuestInterface> live,
        Optional<GuestInterface> configured) {

    boolean running() {
        return NicSteps.changesRunning(operation) && guest.state().isActive();
    }

    boolean changesConfiguration() {
        return guest.persistent() && NicSteps.changesConfiguration(operation);
    }

    NetworkName network() {
        return operation.interfaces().get(0).network();
    }

    boolean isThere(Optional<GuestInterface> nic) {
        return nic.flatMap(GuestInterface::network).filter(network()::equals).isPresent();
    }

    /**
     * The case of an operation.
     *
     * @param seen the guest
     * @return empty if the host does not have the guest, or nothing says which interface it is
     */
    static Optional<NicCase> of(Operation operation, Optional<GuestReport> seen) {
        Optional<MacAddress> mac = mac(operation);
        return seen.isEmpty() || mac.isEmpty()
                ? Optional.empty()
                : Optional.of(new NicCase(
                        operation,
                        seen.get(),
                        mac.get(),
                        of(seen.get().live(), mac.get()),
                        seen.get().persistent() ? of(seen.get().interfaces(), mac.get()) : Optional.empty()));
    }

    /** An interface that names no network has no report: then a finding tells which it is. */
    private static Optional<MacAddress> mac(Operation operation) {
        return operation.interfaces().stream()
                .map(InterfaceReport::mac)
                .findFirst()
                .or(() -> operation.findings().stream()
                        .flatMap(f -> f.nic().stream())
                        .findFirst());
    }

    static Optional<GuestInterface> of(List<GuestInterface> nics, MacAddress mac) {
        return nics.stream().filter(n -> n.mac().equals(mac)).findFirst();
    }
}
