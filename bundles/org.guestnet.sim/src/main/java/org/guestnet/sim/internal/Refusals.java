/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.util.List;
import org.guestnet.driver.HostUnreachableException;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;

/** What a host says when it does not do what was asked: libvirt's own words with the contract's codes. */
final class Refusals {

    private final HostName host;

    Refusals(HostName host) {
        this.host = host;
    }

    GuestnetException refused(String detail, Object... values) {
        return of(Codes.HOST_REFUSED, String.format(detail, values), "change what was asked for, or the host");
    }

    GuestnetException noNetwork(NetworkName network) {
        return new GuestnetException(Finding.blocker(
                        Codes.NETWORK_MISSING,
                        "Network not found: no network with matching name '" + network + "'",
                        "define it on this host")
                .on(host)
                .on(network));
    }

    GuestnetException exhausted(NetworkName network) {
        String detail = "network '" + network + "' requires exclusive access to interfaces, but none are available";
        return new GuestnetException(
                Finding.blocker(Codes.POOL_EXHAUSTED, detail, "add a member to the pool, or stop a guest that uses one")
                        .on(host)
                        .on(network));
    }

    GuestnetException noGuest(Object guest) {
        return of(
                Codes.GUEST_UNKNOWN,
                "Domain not found: no domain with matching uuid '" + guest + "'",
                "define the guest on this host");
    }

    GuestnetException running(Object guest) {
        return of(Codes.GUEST_RUNNING, "domain '" + guest + "' is already active", "stop it first");
    }

    GuestnetException notRunning(Object guest) {
        return of(Codes.GUEST_NOT_RUNNING, "domain '" + guest + "' is not running", "start it first");
    }

    GuestnetException cannotMigrate() {
        return of(
                Codes.HYPERVISOR_CANNOT_MIGRATE,
                "this function is not supported by the connection driver: virDomainMigrate3",
                "stop the guest and define it on the other host");
    }

    GuestnetException aborted() {
        return of(
                Codes.ABORTED,
                "operation aborted: job 'migration out' canceled by client",
                "migrate again if it was not meant");
    }

    GuestnetException noPeer(Object address) {
        return of(
                Codes.PEER_UNREACHABLE,
                "unable to connect to server at '" + address + "': Connection refused",
                "let the hosts reach each other, or let this process steer the migration");
    }

    GuestnetException noInterface(Object guest, MacAddress nic) {
        return refused("device not found: no interface of domain '%s' has the MAC address %s", guest, nic);
    }

    GuestnetException of(String code, String detail, String remedy) {
        return new GuestnetException(Finding.blocker(code, detail, remedy).on(host));
    }

    /** The same reasons as the host's refusal: what was wrong with a document. */
    GuestnetException refused(GuestnetException document) {
        return refused(document.findings());
    }

    GuestnetException refused(List<Finding> findings) {
        return new GuestnetException(findings.stream()
                .map(f -> Finding.blocker(Codes.HOST_REFUSED, f.detail(), f.remedy())
                        .on(host))
                .toList());
    }

    HostUnreachableException down() {
        return unreachable(
                Codes.HOST_DOWN, "the simulated host does not answer", "wait until it is back, and open a new session");
    }

    HostUnreachableException ended() {
        return unreachable(Codes.HOST_DOWN, "the session has ended", "open a new one");
    }

    HostUnreachableException timeout() {
        return unreachable(
                Codes.HOST_TIMEOUT,
                "the simulated host did not answer in time; what was asked may have happened",
                "look at the host before trying again");
    }

    private HostUnreachableException unreachable(String code, String detail, String remedy) {
        return new HostUnreachableException(
                Finding.blocker(code, detail, remedy).on(host), null);
    }
}
