/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.guestnet.shell.internal.complete.OptionsCompleter;

/** A command with three arguments, which options may also follow. */
public abstract class ThreeArguments extends GuestnetCommand {

    @Argument(index = 3, name = "options", multiValued = true, description = "Options may also stand here")
    @Completion(OptionsCompleter.class)
    List<String> trailing = List.of();

    @Override
    protected final List<String> trailing() {
        return trailing;
    }
}
