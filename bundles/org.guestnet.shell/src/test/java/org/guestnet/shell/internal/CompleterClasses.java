/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal;

import java.util.List;
import org.guestnet.shell.internal.complete.AddressCompleter;
import org.guestnet.shell.internal.complete.CodeCompleter;
import org.guestnet.shell.internal.complete.GuestCompleter;
import org.guestnet.shell.internal.complete.HostCompleter;
import org.guestnet.shell.internal.complete.NetworkCompleter;
import org.guestnet.shell.internal.complete.NewNameCompleter;
import org.guestnet.shell.internal.complete.NicCompleter;
import org.guestnet.shell.internal.complete.OpenOperationCompleter;
import org.guestnet.shell.internal.complete.OperationCompleter;
import org.guestnet.shell.internal.complete.OptionsCompleter;
import org.guestnet.shell.internal.complete.XmlFileCompleter;

/** What Karaf finds in the bundle beside commands. */
final class CompleterClasses {

    static final List<Class<?>> ALL = List.of(
            AddressCompleter.class,
            CodeCompleter.class,
            GuestCompleter.class,
            HostCompleter.class,
            NetworkCompleter.class,
            NewNameCompleter.class,
            OpenOperationCompleter.class,
            NicCompleter.class,
            OperationCompleter.class,
            OptionsCompleter.class,
            XmlFileCompleter.class);

    private CompleterClasses() {}
}
