/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import java.time.Duration;
import java.util.UUID;
import org.guestnet.driver.HostUnreachableException;
import org.guestnet.libvirt.internal.binding.LibvirtFailure;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostAddress;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;

/** Says in our words, with libvirt's own sentence in the detail, what a host refused or why it is not there. */
final class Failures {

    private static final String EXHAUSTED = "requires exclusive access";
    private static final String DAEMON = "look whether libvirt's daemon runs there and can be reached from here";

    private final HostName host;

    Failures(HostName host) {
        this.host = host;
    }

    /** The host answered, and refused. */
    GuestnetException refused(LibvirtFailure failure) {
        return new GuestnetException(finding(failure).on(host), failure);
    }

    private static Finding finding(LibvirtFailure failure) {
        String words = sentence(failure);
        if (isExhausted(failure)) {
            return Finding.blocker(
                    Codes.POOL_EXHAUSTED,
                    words,
                    "stop a guest that uses the network there, add a member to its pool, or take another host");
        }
        if (failure.is(LibvirtFailure.NO_NETWORK)) {
            return Finding.blocker(Codes.NETWORK_MISSING, words, "define the network there, or take another host");
        }
        if (failure.is(LibvirtFailure.NO_DOMAIN)) {
            return Finding.blocker(Codes.GUEST_UNKNOWN, words, "look on which host the guest is");
        }
        return Finding.blocker(Codes.HOST_REFUSED, words, "");
    }

    /** libvirt has no number for it: an exclusive pool without a free member. */
    static boolean isExhausted(LibvirtFailure failure) {
        return failure.getMessage().contains(EXHAUSTED);
    }

    /** libvirt's own words as part of a sentence. */
    static String sentence(LibvirtFailure failure) {
        String words = failure.getMessage().strip();
        return words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
    }

    /** The same about that network; what concerns the whole host stays as it is. */
    static GuestnetException about(NetworkName network, GuestnetException e) {
        return e instanceof HostUnreachableException
                ? e
                : new GuestnetException(e.findings().get(0).on(network), e.getCause());
    }

    GuestnetException refused(String detail, String remedy) {
        return new GuestnetException(
                Finding.blocker(Codes.HOST_REFUSED, detail, remedy).on(host));
    }

    GuestnetException notMigrated(HostName destination, LibvirtFailure failure) {
        if (failure.is(LibvirtFailure.NO_DOMAIN)) {
            return refused(failure);
        }
        String detail = "the guest could not be migrated to " + destination + ": " + sentence(failure);
        return new GuestnetException(
                Finding.blocker(Codes.HOST_REFUSED, detail, "").on(host), failure);
    }

    GuestnetException aborted(HostName destination, LibvirtFailure failure) {
        String detail = "the migration to " + destination + " was given up: " + sentence(failure);
        return new GuestnetException(Finding.blocker(Codes.ABORTED, detail, "").on(host), failure);
    }

    /** @param cause may be null */
    GuestnetException peerUnreachable(HostName destination, HostAddress peer, String words, Throwable cause) {
        return new GuestnetException(
                Finding.blocker(
                                Codes.PEER_UNREACHABLE,
                                "the host cannot reach the libvirt of " + destination + " at " + peer + ": " + words,
                                "let the one host log in at the other as its libvirt would (for ssh: a key without"
                                        + " passphrase, a known host key), or correct the peer address of "
                                        + destination)
                        .on(host),
                cause);
    }

    GuestnetException peerSilent(HostName destination, LibvirtFailure failure) {
        String detail = "host " + destination + " refused it among the hosts, and why was lost on the way: "
                + sentence(failure);
        return new GuestnetException(
                Finding.blocker(Codes.PEER_SILENT, detail, "").on(host), failure);
    }

    GuestnetException running(UUID guest, Throwable cause) {
        return new GuestnetException(
                Finding.blocker(Codes.GUEST_RUNNING, "guest " + guest + " runs already", "stop it first")
                        .on(host),
                cause);
    }

    GuestnetException notRunning(UUID guest, Throwable cause) {
        return new GuestnetException(
                Finding.blocker(Codes.GUEST_NOT_RUNNING, "guest " + guest + " does not run", "start it first")
                        .on(host),
                cause);
    }

    GuestnetException cannotMigrate(String detail, Throwable cause) {
        return new GuestnetException(
                Finding.blocker(
                                Codes.HYPERVISOR_CANNOT_MIGRATE,
                                detail,
                                "stop the guest and start it on the other host")
                        .on(host),
                cause);
    }

    HostUnreachableException down(String reason, Throwable cause) {
        return new HostUnreachableException(
                Finding.blocker(Codes.HOST_DOWN, "the host cannot be reached: " + reason, DAEMON)
                        .on(host),
                cause);
    }

    HostUnreachableException lateBy(Duration limit) {
        return timeout("the host did not answer within " + limit.toSeconds() + " seconds");
    }

    HostUnreachableException timeout(String detail) {
        return new HostUnreachableException(
                Finding.blocker(Codes.HOST_TIMEOUT, detail, DAEMON).on(host), null);
    }
}
