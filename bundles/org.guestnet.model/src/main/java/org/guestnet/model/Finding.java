/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One thing to tell a person: what, where, and what to do about it. Every refusal and every notice has this shape.
 *
 * <p>Made by a factory and completed by {@code on…} and {@code at…}; each gives a new finding.
 */
public final class Finding {

    /** How much a finding matters. */
    public enum Severity {
        /** It cannot be done. */
        BLOCKER,
        /** It is done only if the code was accepted beforehand. */
        CONSENT,
        /** It is done; worth knowing. */
        NOTICE
    }

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,62}");

    private final Severity severity;
    private final String code;
    private final String detail;
    private final String remedy;
    private final HostName host;
    private final NetworkName network;
    private final MacAddress nic;
    private final Place place;

    private Finding(
            Severity severity,
            String code,
            String detail,
            String remedy,
            HostName host,
            NetworkName network,
            MacAddress nic,
            Place place) {
        this.severity = requireNonNull(severity, "severity");
        this.code = Checks.matches("finding code", code, CODE, "upper-case letters, digits and underscores");
        this.detail = Checks.visible(requireNonNull(detail, "detail"));
        this.remedy = Checks.visible(requireNonNull(remedy, "remedy"));
        this.host = host;
        this.network = network;
        this.nic = nic;
        this.place = place;
    }

    /**
     * A finding that prevents what was asked for.
     *
     * @param code one of {@link Codes}, or a provider's own; upper-case letters, digits, underscores
     * @param detail one sentence without a full stop at its end
     * @param remedy what the person can do; empty if nothing is known
     */
    public static Finding blocker(String code, String detail, String remedy) {
        return new Finding(Severity.BLOCKER, code, detail, remedy, null, null, null, null);
    }

    /** A finding that has to be accepted beforehand; parameters as in {@link #blocker}. */
    public static Finding consent(String code, String detail, String remedy) {
        return new Finding(Severity.CONSENT, code, detail, remedy, null, null, null, null);
    }

    /** A finding that prevents nothing; parameters as in {@link #blocker}. */
    public static Finding notice(String code, String detail, String remedy) {
        return new Finding(Severity.NOTICE, code, detail, remedy, null, null, null, null);
    }

    /** The same finding about this host. */
    public Finding on(HostName where) {
        return new Finding(severity, code, detail, remedy, where, network, nic, place);
    }

    /** The same finding about this network. */
    public Finding on(NetworkName which) {
        return new Finding(severity, code, detail, remedy, host, which, nic, place);
    }

    /** The same finding about this guest interface. */
    public Finding on(MacAddress which) {
        return new Finding(severity, code, detail, remedy, host, network, which, place);
    }

    /** The same finding at this place of a document. */
    public Finding at(Place where) {
        return new Finding(severity, code, detail, remedy, host, network, nic, where);
    }

    /** The same finding with another severity. */
    public Finding as(Severity other) {
        return new Finding(other, code, detail, remedy, host, network, nic, place);
    }

    Finding withDetail(String other) {
        return new Finding(severity, code, other, remedy, host, network, nic, place);
    }

    /** How much it matters. */
    public Severity severity() {
        return severity;
    }

    /** What it is, for machines. */
    public String code() {
        return code;
    }

    /** What it is, for people; a sentence without a full stop. Control characters are escaped. */
    public String detail() {
        return detail;
    }

    /** What to do; empty if nothing is known. */
    public String remedy() {
        return remedy;
    }

    /** The host that it is about. */
    public Optional<HostName> host() {
        return Optional.ofNullable(host);
    }

    /** The network that it is about. */
    public Optional<NetworkName> network() {
        return Optional.ofNullable(network);
    }

    /** The guest interface that it is about. */
    public Optional<MacAddress> nic() {
        return Optional.ofNullable(nic);
    }

    /** The place in the document that was given. */
    public Optional<Place> place() {
        return Optional.ofNullable(place);
    }

    private List<Object> parts() {
        return java.util.Arrays.asList(severity, code, detail, remedy, host, network, nic, place);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Finding && parts().equals(((Finding) other).parts());
    }

    @Override
    public int hashCode() {
        return Objects.hash(code, detail, host, network, nic);
    }

    /** {@code CODE: detail (host h, network n, nic m, line l). Try: remedy.} */
    @Override
    public String toString() {
        List<String> where = new ArrayList<>();
        host().ifPresent(h -> where.add("host " + h));
        network().ifPresent(n -> where.add("network " + n));
        nic().ifPresent(m -> where.add("nic " + m));
        place().ifPresent(p -> where.add(p.toString()));
        return code + ": " + detail + (where.isEmpty() ? "" : " (" + String.join(", ", where) + ")") + "."
                + (remedy.isEmpty() ? "" : " Try: " + remedy);
    }
}
