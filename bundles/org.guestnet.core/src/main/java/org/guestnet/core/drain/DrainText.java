/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.drain;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.guestnet.api.DrainOptions;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.Findings;
import org.guestnet.model.GuestName;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.Step;
import org.guestnet.model.Operation.StepState;

/** How a drain stands in the journal, in words that people read and that a manager which goes on with it can read, too. */
final class DrainText {

    private static final String MIGRATE = "migrate guest ";
    private static final String TO = " to ";
    private static final String PARALLEL = "--parallel";
    private static final String OFFLINE = "--offline";
    private static final String TLS = "--tls";
    private static final String ACCEPT = "--accept";

    private DrainText() {}

    /** The step that moves a guest. */
    static Step step(GuestName guest, HostName destination, StepState state) {
        return new Step(MIGRATE + guest + TO + destination, "", state);
    }

    /** The guest of a step. */
    static GuestName guest(Step step) {
        return new GuestName(step.what().substring(MIGRATE.length(), step.what().lastIndexOf(TO)));
    }

    /** Where it was to go; a host's name has no blank. */
    static HostName destination(Step step) {
        return new HostName(step.what().substring(step.what().lastIndexOf(TO) + TO.length()));
    }

    /** The options as they are given to the command. */
    static Finding options(DrainOptions options) {
        StringBuilder text = new StringBuilder(PARALLEL + " " + options.parallel());
        if (options.offline()) {
            text.append(' ').append(OFFLINE);
        }
        if (options.tls()) {
            text.append(' ').append(TLS);
        }
        new TreeSet<>(options.accepted()).forEach(code -> text.append(' ' + ACCEPT + ' ' + code));
        return Finding.notice(Codes.DRAIN_OPTIONS, text.toString(), "");
    }

    /** The options of a drain that was journaled. */
    static DrainOptions options(Operation drain) {
        DrainOptions options = DrainOptions.defaults();
        Set<String> accepted = new HashSet<>();
        Iterator<String> words = drain.findings().stream()
                .filter(f -> f.code().equals(Codes.DRAIN_OPTIONS))
                .flatMap(f -> List.of(f.detail().split(" ")).stream())
                .iterator();
        while (words.hasNext()) {
            String word = words.next();
            if (word.equals(OFFLINE)) {
                options = options.withOffline(true);
            } else if (word.equals(TLS)) {
                options = options.withTls(true);
            } else if (word.equals(PARALLEL)) {
                // other releases took more
                options = options.withParallel(Math.min(Integer.parseInt(words.next()), DrainOptions.MOST_AT_ONCE));
            } else if (word.equals(ACCEPT)) {
                accepted.add(words.next());
            }
        }
        return options.accepting(accepted);
    }

    /** That a guest stays, and why; once for what many hosts say. */
    static List<Finding> stays(GuestName guest, List<Finding> why) {
        return Findings.together(why).stream().map(f -> stays(guest, f)).toList();
    }

    /** That a guest stays, and why. */
    static Finding stays(GuestName guest, Finding why) {
        Finding stays = Finding.blocker(why.code(), staying(guest) + why.detail(), why.remedy());
        stays = why.host().isPresent() ? stays.on(why.host().get()) : stays;
        stays = why.network().isPresent() ? stays.on(why.network().get()) : stays;
        return why.nic().isPresent() ? stays.on(why.nic().get()) : stays;
    }

    /** Whether it says of that guest that it stays. */
    static boolean isStaying(Finding finding, GuestName guest) {
        return finding.detail().startsWith(staying(guest));
    }

    private static String staying(GuestName guest) {
        return "guest '" + guest + "' stays: ";
    }
}
