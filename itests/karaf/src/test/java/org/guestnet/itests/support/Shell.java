/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.support;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.PrivilegedAction;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;

/** Inside the container: the shell as somebody with certain roles has it, without a terminal. */
public final class Shell {

    private final SessionFactory sessions;
    private final Subject user = new Subject();

    private Shell(SessionFactory sessions, String... roles) {
        this.sessions = sessions;
        Arrays.stream(roles).map(RolePrincipal::new).forEach(user.getPrincipals()::add);
    }

    /** The shell of a user who has these roles and no others. */
    public static Shell as(SessionFactory sessions, String... roles) {
        return new Shell(sessions, roles);
    }

    /**
     * Runs a command line.
     *
     * @return what it printed
     * @throws Exception what the command threw
     */
    public String run(String line) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        try (Session session = sessions.create(new ByteArrayInputStream(new byte[0]), out, out)) {
            Subject.doAs(user, (PrivilegedExceptionAction<Object>) () -> session.execute(line));
        } catch (PrivilegedActionException e) {
            throw e.getException();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /**
     * The commands that the shell offers to the user, as {@code scope:name}. Looked at in a thread of its own, because
     * Karaf remembers for a thread what its first user could see.
     */
    public Set<String> offers() throws Exception {
        FutureTask<Set<String>> look =
                new FutureTask<>(() -> Subject.doAs(user, (PrivilegedAction<Set<String>>) this::visible));
        new Thread(look).start();
        return look.get();
    }

    private Set<String> visible() {
        try (Session session = sessions.create(new ByteArrayInputStream(new byte[0]), System.out, System.out)) {
            return session.getRegistry().getCommands().stream()
                    .map(command -> command.getScope() + ":" + command.getName())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
