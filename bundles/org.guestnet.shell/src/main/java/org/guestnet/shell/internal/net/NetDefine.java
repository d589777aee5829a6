/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.net;

import java.util.List;
import java.util.Set;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.guestnet.api.DefineOptions;
import org.guestnet.api.Networks;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;
import org.guestnet.shell.internal.Arguments;
import org.guestnet.shell.internal.TwoArguments;
import org.guestnet.shell.internal.complete.HostCompleter;
import org.guestnet.shell.internal.complete.XmlFileCompleter;
import org.guestnet.shell.internal.view.OperationReport;

/** {@code net:define kvm1 red.xml} */
@Service
@Command(scope = "net", name = "define", description = "Define a network on a host from an XML document")
public final class NetDefine extends TwoArguments {

    @Reference
    Networks networks;

    @Argument(index = 0, name = "host", required = true, description = "The host")
    @Completion(HostCompleter.class)
    String host;

    @Argument(
            index = 1,
            name = "file",
            required = true,
            description =
                    "The document, of at most 1 MiB: a file that the container can read, or - for the standard input")
    @Completion(XmlFileCompleter.class)
    String file;

    @Option(name = "--replace", description = "Replace a definition that is there")
    boolean replace;

    @Option(name = "--no-autostart", description = "Do not start the network with its host")
    boolean noAutostart;

    @Option(
            name = "--accept",
            multiValued = true,
            description =
                    "Accept the finding of this code, which would otherwise refuse the definition; may be repeated")
    @Completion(
            value = StringsCompleter.class,
            values = {"DEVICE_UNKNOWN"})
    List<String> accept = List.of();

    @Option(name = "--dry-run", description = "Only show the steps; change nothing")
    boolean dryRun;

    @Override
    protected void run() throws GuestnetException {
        HostName name = Arguments.host(host);
        DefineOptions options = DefineOptions.defaults()
                .withAutostart(!noAutostart)
                .withReplace(replace)
                .accepting(Set.copyOf(accept))
                .withDryRun(dryRun);
        Operation operation = networks.define(name, DefinitionFile.read(session(), file), options);
        new OperationReport(printer()).result(operation);
    }
}
