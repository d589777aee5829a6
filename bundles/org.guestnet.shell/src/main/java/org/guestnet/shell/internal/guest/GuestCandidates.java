/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.guest;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.guestnet.api.Candidate;
import org.guestnet.api.Guests;
import org.guestnet.api.Shortlist;
import org.guestnet.model.GuestnetException;
import org.guestnet.shell.internal.Arguments;
import org.guestnet.shell.internal.OneArgument;
import org.guestnet.shell.internal.complete.GuestCompleter;
import org.guestnet.shell.internal.view.CandidateReport;
import org.guestnet.shell.internal.view.CandidateView;

/** {@code guest:candidates web1} */
@Service
@Command(scope = "guest", name = "candidates", description = "List the hosts that can take a guest")
public final class GuestCandidates extends OneArgument {

    @Reference
    Guests guests;

    @Argument(index = 0, name = "guest", required = true, description = "The guest")
    @Completion(GuestCompleter.class)
    String guest;

    @Option(name = "--all", description = "Also the hosts that cannot; JSON always has them")
    boolean all;

    @Option(name = "--explain", description = "All hosts, with every reason and what to do about it")
    boolean explain;

    @Option(name = "--best", description = "Only seek so many that can; quick in a large fleet")
    String best;

    @Override
    protected void run() throws GuestnetException {
        if (best != null) {
            printBest(guests.candidates(Arguments.guest(guest), limit()));
            return;
        }
        List<Candidate> candidates = guests.candidates(Arguments.guest(guest));
        if (printer().isJson()) {
            printer().print(new CandidateView(), candidates);
        } else {
            new CandidateReport(printer()).print(candidates, all || explain, explain);
        }
    }

    private int limit() throws GuestnetException {
        return (int) Arguments.number("--best", best, Integer.MAX_VALUE, "guest:candidates " + guest + " --best 10");
    }

    private void printBest(Shortlist shortlist) {
        if (printer().isJson()) {
            printer().print(new CandidateView(), shortlist.best());
        } else {
            new CandidateReport(printer()).print(shortlist, explain);
        }
    }
}
