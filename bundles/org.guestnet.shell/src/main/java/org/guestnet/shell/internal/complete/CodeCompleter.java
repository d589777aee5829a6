/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.complete;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Session;
import org.guestnet.api.Guests;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;

/** Codes that have to be accepted before the guest on the command line moves; {@code LOCAL_SCOPE} while no guest is named. */
@Service
public final class CodeCompleter extends NamesCompleter {

    private static final List<String> USUAL = List.of("LOCAL_SCOPE");

    @Reference
    Guests guests;

    @Override
    Stream<String> names(Session session, CommandLine line) throws GuestnetException {
        Set<String> words = Arrays.stream(line.getArguments()).collect(Collectors.toSet());
        Optional<GuestName> guest = guests.list().stream()
                .map(g -> g.name())
                .filter(name -> words.contains(name.value()))
                .findFirst();
        return guest.isEmpty() ? USUAL.stream() : codes(guest.get());
    }

    private Stream<String> codes(GuestName guest) throws GuestnetException {
        return guests.candidates(guest).stream()
                .flatMap(candidate -> candidate.notices().stream())
                .filter(finding -> finding.severity() == Finding.Severity.CONSENT)
                .map(Finding::code)
                .distinct();
    }
}
