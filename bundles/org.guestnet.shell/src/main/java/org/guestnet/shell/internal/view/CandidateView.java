/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.view;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.guestnet.api.Candidate;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.shell.internal.Json;
import org.guestnet.shell.internal.Table;
import org.guestnet.shell.internal.View;

/** Hosts asked whether they can take a guest. */
public final class CandidateView implements View<Candidate> {

    @Override
    public Table table(List<Candidate> candidates) {
        Table table = new Table("No host.", "HOST", "ELIGIBLE", "SCORE", "BLOCKERS", "NOTICES");
        candidates.forEach(c ->
                table.row(c.host(), Cells.yesNo(c.eligible()), c.score(), codes(c.blockers()), codes(c.notices())));
        return table;
    }

    @Override
    public Object json(Candidate candidate) {
        return Json.object(
                "host",
                candidate.host(),
                "eligible",
                candidate.eligible(),
                "score",
                candidate.score(),
                "reason",
                candidate.reason(),
                "blockers",
                Json.list(candidate.blockers(), f -> finding(candidate, f)),
                "notices",
                Json.list(candidate.notices(), f -> finding(candidate, f)));
    }

    /** It may be about the guest's own host; else it is about the candidate. */
    private static Map<String, Object> finding(Candidate candidate, Finding finding) {
        return Json.object(
                "code",
                finding.code(),
                "host",
                finding.host().orElse(candidate.host()),
                "network",
                finding.network(),
                "nic",
                finding.nic(),
                "detail",
                finding.detail(),
                "remedy",
                finding.remedy());
    }

    /** What is not judged is the same for all hosts, and said with the reasons. */
    private static String codes(List<Finding> findings) {
        String codes = findings.stream()
                .map(Finding::code)
                .filter(code -> !code.equals(Codes.NOT_CHECKED))
                .distinct()
                .collect(Collectors.joining(", "));
        return codes.isEmpty() ? "-" : codes;
    }
}
