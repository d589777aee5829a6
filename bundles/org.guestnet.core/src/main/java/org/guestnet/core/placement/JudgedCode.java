/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.placement;

import java.util.Arrays;
import java.util.Optional;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.Finding.Severity;

/** The codes that are given when a destination is judged, and how much each matters. docs/candidates.md says what they mean. */
public enum JudgedCode {
    /** See {@link Codes#HOST_DOWN}. */
    HOST_DOWN(Severity.BLOCKER),
    /** See {@link Codes#HOST_STALE}. */
    HOST_STALE(Severity.NOTICE),
    /** See {@link Codes#HOST_DRAINING}. */
    HOST_DRAINING(Severity.BLOCKER),
    /** See {@link Codes#HYPERVISOR_CANNOT_MIGRATE}. */
    HYPERVISOR_CANNOT_MIGRATE(Severity.BLOCKER),
    /** See {@link Codes#NETWORK_MISSING}. */
    NETWORK_MISSING(Severity.BLOCKER),
    /** See {@link Codes#NETWORK_INACTIVE}. */
    NETWORK_INACTIVE(Severity.NOTICE),
    /** See {@link Codes#TYPE_MISSING}. */
    TYPE_MISSING(Severity.BLOCKER),
    /** See {@link Codes#PROVIDER_FAILED}. */
    PROVIDER_FAILED(Severity.BLOCKER),
    /** See {@link Codes#DEFINITION_INVALID}. */
    DEFINITION_INVALID(Severity.BLOCKER),
    /** See {@link Codes#XML_INVALID}. */
    XML_INVALID(Severity.BLOCKER),
    /** See {@link Codes#XML_TOO_LARGE}. */
    XML_TOO_LARGE(Severity.BLOCKER),
    /** See {@link Codes#POOL_EXHAUSTED}. */
    POOL_EXHAUSTED(Severity.BLOCKER),
    /** See {@link Codes#MEMBER_UNUSABLE}. */
    MEMBER_UNUSABLE(Severity.BLOCKER),
    /** See {@link Codes#OPTION_UNSUPPORTED}. */
    OPTION_UNSUPPORTED(Severity.BLOCKER),
    /** See {@link Codes#OPTIONS_CONTRADICT}. */
    OPTIONS_CONTRADICT(Severity.BLOCKER),
    /** See {@link Codes#OPTIONS_INCOMPLETE}. */
    OPTIONS_INCOMPLETE(Severity.BLOCKER),
    /** See {@link Codes#PORTGROUP_UNKNOWN}. */
    PORTGROUP_UNKNOWN(Severity.BLOCKER),
    /** See {@link Codes#HOST_DETAIL}. */
    HOST_DETAIL(Severity.BLOCKER),
    /** See {@link Codes#VNET_HDR}. */
    VNET_HDR(Severity.BLOCKER),
    /** See {@link Codes#SEGMENT_MISMATCH}. */
    SEGMENT_MISMATCH(Severity.BLOCKER),
    /** See {@link Codes#SEGMENT_UNVERIFIED}. */
    SEGMENT_UNVERIFIED(Severity.NOTICE),
    /** See {@link Codes#LOCAL_SCOPE}. */
    LOCAL_SCOPE(Severity.CONSENT),
    /** See {@link Codes#MTU_SMALLER}. */
    MTU_SMALLER(Severity.CONSENT),
    /** See {@link Codes#UPLINK_MISSING}. */
    UPLINK_MISSING(Severity.BLOCKER),
    /** See {@link Codes#SHELL_MISSING}. */
    SHELL_MISSING(Severity.BLOCKER),
    /** See {@link Codes#UNDERLAY_MISSING}. */
    UNDERLAY_MISSING(Severity.BLOCKER),
    /** See {@link Codes#TUNNEL_DOWN}. */
    TUNNEL_DOWN(Severity.BLOCKER),
    /** See {@link Codes#PEER_UNREACHABLE}. */
    PEER_UNREACHABLE(Severity.BLOCKER),
    /** See {@link Codes#TUNNEL_MTU}. */
    TUNNEL_MTU(Severity.CONSENT),
    /** See {@link Codes#NOT_CHECKED}. */
    NOT_CHECKED(Severity.NOTICE);

    private final Severity severity;

    JudgedCode(Severity severity) {
        this.severity = severity;
    }

    /** How much it matters. */
    public Severity severity() {
        return severity;
    }

    /** That of a finding; empty if a provider gave a code of its own. */
    public static Optional<JudgedCode> of(Finding finding) {
        return Arrays.stream(values())
                .filter(c -> c.name().equals(finding.code()))
                .findFirst();
    }

    /** What a finding is of a guest that does not run: it needs no slot now, so a pool without one is only to be known of. */
    public static Finding stopped(Finding finding) {
        return finding.code().equals(POOL_EXHAUSTED.name())
                ? at(
                        finding,
                        Finding.consent(
                                finding.code(),
                                finding.detail(),
                                "it needs none before it starts: --accept " + finding.code()))
                : finding;
    }

    /** What is told of a move that is made: consent was given by then. */
    public static Finding accepted(Finding finding) {
        return finding.severity() == Severity.CONSENT
                ? at(finding, Finding.notice(finding.code(), finding.detail(), ""))
                : finding;
    }

    private static Finding at(Finding place, Finding finding) {
        Finding at = finding;
        at = place.host().isPresent() ? at.on(place.host().get()) : at;
        at = place.network().isPresent() ? at.on(place.network().get()) : at;
        return place.nic().isPresent() ? at.on(place.nic().get()) : at;
    }

    /** A finding of this code. What asks for consent says by itself how it is given. */
    Finding finding(String detail, String remedy) {
        return severity == Severity.CONSENT
                ? Finding.consent(name(), detail, remedy + ": --accept " + name())
                : Finding.blocker(name(), detail, remedy).as(severity);
    }
}
