/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.guest;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.guestnet.api.Guests;
import org.guestnet.api.MigrateOptions;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.MigrationSettings;
import org.guestnet.model.Operation;
import org.guestnet.shell.internal.Arguments;
import org.guestnet.shell.internal.TwoArguments;
import org.guestnet.shell.internal.complete.CodeCompleter;
import org.guestnet.shell.internal.complete.GuestCompleter;
import org.guestnet.shell.internal.complete.HostCompleter;
import org.guestnet.shell.internal.view.OperationReport;

/** {@code guest:migrate web1 kvm2} */
@Service
@Command(scope = "guest", name = "migrate", description = "Migrate a guest to another host: live, or its configuration")
public final class GuestMigrate extends TwoArguments {

    private static final Duration LONGEST = Duration.ofDays(30);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2000); // as libvirt has it
    private static final int MOST_MEBIBYTES = 1 << 24; // as libvirt has it

    @Reference
    Guests guests;

    @Argument(index = 0, name = "guest", required = true, description = "The guest")
    @Completion(GuestCompleter.class)
    String guest;

    @Argument(index = 1, name = "destination", required = true, description = "Where to")
    @Completion(HostCompleter.class)
    String destination;

    @Option(name = "--from", description = "The host that runs it, where several have a guest of that name")
    @Completion(HostCompleter.class)
    String from;

    @Option(
            name = "--accept",
            multiValued = true,
            description = "Accept the notices of this code; may be given several times")
    @Completion(CodeCompleter.class)
    List<String> accept = List.of();

    @Option(name = "--offline", description = "Move the configuration of a guest that does not run")
    boolean offline;

    @Option(name = "--tls", description = "Encrypt what travels, with the certificates of the hosts")
    boolean tls;

    @Option(name = "--bandwidth", description = "At most so many MiB a second")
    String bandwidth;

    @Option(name = "--max-downtime", description = "The guest stands still for at most so many milliseconds")
    String maxDowntime;

    @Option(name = "--auto-converge", description = "Slow a guest down that writes its memory faster than it travels")
    boolean autoConverge;

    @Option(
            name = "--postcopy",
            description = "Let it run there after one pass; if a host fails then, the guest is lost")
    boolean postCopy;

    @Option(name = "--copy-storage", description = "Copy disks that the hosts do not share")
    boolean copyStorage;

    @Option(name = "--timeout", description = "Give it up after so many seconds")
    String timeout;

    @Option(name = "--dry-run", description = "Only show the steps; change nothing")
    boolean dryRun;

    @Override
    protected void run() throws GuestnetException {
        GuestName name = Arguments.guest(guest);
        HostName to = Arguments.host(destination);
        MigrateOptions options = options().accepting(Set.copyOf(accept)).withDryRun(dryRun);
        Operation operation = Progress.on(session(), printer().isJson())
                .watch(listener -> guests.migrate(name, to, options.withProgress(listener)));
        new OperationReport(printer()).result(operation);
    }

    private MigrateOptions options() throws GuestnetException {
        MigrateOptions options = MigrateOptions.defaults().with(settings()).withOffline(offline);
        if (from != null) {
            options = options.from(Arguments.host(from));
        }
        if (timeout != null) {
            options = options.within(
                    Duration.ofSeconds(Arguments.number("--timeout", timeout, LONGEST.toSeconds(), "--timeout 600")));
        }
        return options;
    }

    private MigrationSettings settings() throws GuestnetException {
        MigrationSettings settings = MigrationSettings.defaults()
                .withTls(tls)
                .withAutoConverge(autoConverge)
                .withPostCopy(postCopy)
                .withCopyStorage(copyStorage);
        if (bandwidth != null) {
            settings = settings.withBandwidth(
                    (int) Arguments.number("--bandwidth", bandwidth, MOST_MEBIBYTES, "--bandwidth 100"));
        }
        if (maxDowntime != null) {
            settings = settings.withMaxDowntime(Duration.ofMillis(
                    Arguments.number("--max-downtime", maxDowntime, LONGEST_PAUSE.toMillis(), "--max-downtime 500")));
        }
        return settings;
    }
}
