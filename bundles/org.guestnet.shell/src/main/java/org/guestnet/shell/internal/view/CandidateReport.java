/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.view;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guestnet.api.Candidate;
import org.guestnet.api.Shortlist;
import org.guestnet.model.Finding;
import org.guestnet.shell.internal.Printer;

/** Candidates for people: who can, how many cannot, and why. */
public final class CandidateReport {

    private final Printer printer;

    /** @param printer where it is printed */
    public CandidateReport(Printer printer) {
        this.printer = printer;
    }

    /**
     * @param all also the hosts that cannot
     * @param explain with all findings
     */
    public void print(List<Candidate> candidates, boolean all, boolean explain) {
        List<Candidate> shown =
                candidates.stream().filter(c -> all || c.eligible()).toList();
        if (shown.isEmpty()) {
            printer.line(candidates.isEmpty() ? "There is no other host." : "No host can take it.");
        } else {
            printer.table(new CandidateView().table(shown));
        }
        if (explain) {
            shown.forEach(this::explain);
        }
        if (shown.size() < candidates.size()) {
            summary(candidates);
        }
    }

    /** @param explain with all findings */
    public void print(Shortlist shortlist, boolean explain) {
        print(shortlist.best(), false, explain);
        int cannot = shortlist.cannot().values().stream().mapToInt(i -> i).sum();
        if (cannot > 0) {
            printer.line("Hosts that cannot: " + cannot + " (" + counts(shortlist.cannot())
                    + "). Try: guest:candidates without --best");
        }
        if (shortlist.others() > 0) {
            printer.line("Others: " + shortlist.others() + ", none of them better.");
        }
    }

    private static String counts(Map<String, ? extends Number> codes) {
        return new TreeMap<>(codes)
                .entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).collect(Collectors.joining(", "));
    }

    private void explain(Candidate candidate) {
        if (candidate.eligible()) {
            printer.line(candidate.host() + " has score " + candidate.score() + ": " + candidate.reason() + ".");
        }
        Stream.concat(candidate.blockers().stream(), candidate.notices().stream())
                .map(finding -> finding.host().isPresent() ? finding : finding.on(candidate.host()))
                .forEach(finding -> printer.line(finding.toString()));
    }

    private void summary(List<Candidate> candidates) {
        Map<String, Long> codes = candidates.stream()
                .filter(c -> !c.eligible())
                .flatMap(c -> c.blockers().stream().map(Finding::code).distinct())
                .collect(Collectors.groupingBy(code -> code, Collectors.counting()));
        long cannot = candidates.stream().filter(c -> !c.eligible()).count();
        printer.line("Hosts that cannot: " + cannot + " (" + counts(codes) + "). Try: --explain");
    }
}
