/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.view;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.guestnet.api.Candidate;
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
                "blockers",
                Json.list(candidate.blockers(), CandidateView::finding),
                "notices",
                Json.list(candidate.notices(), CandidateView::finding));
    }

    /** The host is the candidate's, so it is not said again. */
    private static Map<String, Object> finding(Finding finding) {
        return Json.object(
                "code",
                finding.code(),
                "network",
                finding.network(),
                "nic",
                finding.nic(),
                "detail",
                finding.detail(),
                "remedy",
                finding.remedy());
    }

    private static String codes(List<Finding> findings) {
        return findings.isEmpty()
                ? "-"
                : findings.stream().map(Finding::code).distinct().collect(Collectors.joining(", "));
    }
}
