/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.drain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guestnet.api.Candidate;
import org.guestnet.core.guest.GuestFinder.Found;
import org.guestnet.core.placement.JudgedCode;
import org.guestnet.core.placement.Placer;
import org.guestnet.driver.GuestReport;
import org.guestnet.model.Finding;
import org.guestnet.model.Finding.Severity;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.HostName;
import org.guestnet.spi.PortRequest.Purpose;

/** Whether guests can move: as candidates are judged, and beside what is planned. A guest that does not run needs no slot. */
final class MoveJudge implements SeatJudge {

    private final Placer placer;
    private final Set<String> accepted;
    private final Map<UUID, Map<HostName, Candidate>> candidates = new HashMap<>();

    MoveJudge(Placer placer, Set<String> accepted) {
        this.placer = placer;
        this.accepted = accepted;
    }

    /** What was said of the other hosts for a guest. */
    void add(Found guest, List<Candidate> hosts) {
        candidates.put(
                guest.report().uuid(), hosts.stream().collect(Collectors.toMap(Candidate::host, Function.identity())));
    }

    @Override
    public Verdict of(Found guest, Vacancy vacancy) {
        GuestReport report = guest.report();
        List<Finding> open = open(candidates.get(report.uuid()).get(vacancy.name()), accepted);
        if (!open.isEmpty()) {
            return Verdict.no(open);
        }
        List<GuestInterface> nics = report.state().isActive() ? report.live() : report.interfaces();
        Verdict verdict = Verdict.of(
                placer.place(vacancy.host(), report.uuid(), report.name(), nics, Purpose.MIGRATE_IN, vacancy.taken()),
                vacancy);
        return report.state().isActive() ? verdict : stopped(verdict);
    }

    private Verdict stopped(Verdict verdict) {
        List<Finding> open = verdict.blockers().stream()
                .map(JudgedCode::stopped)
                .filter(f -> isOpen(f, accepted))
                .toList();
        return new Verdict(open, List.of(), verdict.freePercent());
    }

    /** What keeps a guest off a candidate unless it is accepted. */
    static List<Finding> open(Candidate candidate, Set<String> accepted) {
        return Stream.concat(candidate.blockers().stream(), candidate.notices().stream())
                .filter(f -> isOpen(f, accepted))
                .map(f -> f.on(candidate.host()))
                .toList();
    }

    private static boolean isOpen(Finding finding, Set<String> accepted) {
        return finding.severity() == Severity.BLOCKER
                || finding.severity() == Severity.CONSENT && !accepted.contains(finding.code());
    }
}
