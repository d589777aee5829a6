/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import java.util.List;
import java.util.stream.Collectors;

/** What was asked for was not done; the findings say why and what to do. At least one of them is a blocker or asks for consent. */
public class GuestnetException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    /** @param findings at least one */
    public GuestnetException(List<Finding> findings) {
        this(findings, null);
    }

    /** @param finding the only reason */
    public GuestnetException(Finding finding) {
        this(List.of(finding), null);
    }

    /**
     * @param finding the only reason
     * @param cause what led to it
     */
    public GuestnetException(Finding finding, Throwable cause) {
        this(List.of(finding), cause);
    }

    /**
     * @param findings at least one
     * @param cause what led to them; may be null
     */
    public GuestnetException(List<Finding> findings, Throwable cause) {
        super(findings.stream().map(Finding::toString).collect(Collectors.joining("\n")), cause);
        if (findings.isEmpty()) {
            throw new IllegalArgumentException("a failure has at least one finding");
        }
        this.findings = List.copyOf(findings);
    }

    /** All reasons, in the order in which they were found; at least one. */
    public List<Finding> findings() {
        return findings;
    }

    /** The code of the first reason. */
    public String code() {
        return findings.get(0).code();
    }
}
