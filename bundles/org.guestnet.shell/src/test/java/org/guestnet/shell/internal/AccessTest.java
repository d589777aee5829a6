/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.karaf.service.guard.tools.ACLConfigurationParser;
import org.apache.karaf.shell.api.action.Command;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may use a command: the feature's access lists, read by Karaf's own code. */
class AccessTest {

    private static final Path FEATURE = Path.of("../../features/src/main/feature/feature.xml");

    static Stream<Class<?>> commands() throws IOException {
        return CommandsTest.commands();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void viewersReadAndNothingElse(Class<?> command) throws IOException {
        Command name = command.getAnnotation(Command.class);
        boolean reads = CommandsTest.READING.contains(name.name());
        assertThat(roles(name).contains("viewer")).isEqualTo(reads);
        assertThat(roles(name)).contains("admin");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void managersChangeGuestsAndNetworksButNotHosts(Class<?> command) throws IOException {
        Command name = command.getAnnotation(Command.class);
        boolean changesHosts = name.scope().equals("host") && !CommandsTest.READING.contains(name.name());
        assertThat(roles(name).contains("manager")).isEqualTo(!changesHosts);
    }

    private static List<String> roles(Command command) throws IOException {
        Hashtable<String, Object> list = new Hashtable<>();
        accessList(command.scope()).forEach((key, value) -> list.put((String) key, value));
        List<String> roles = new ArrayList<>();
        ACLConfigurationParser.getRolesForInvocation(command.name(), new Object[] {"[]"}, null, list, roles);
        return roles;
    }

    private static Properties accessList(String scope) throws IOException {
        Pattern config = Pattern.compile(
                "<config name=\"org\\.apache\\.karaf\\.command\\.acl\\." + scope + "\"[^>]*>(.*?)</config>",
                Pattern.DOTALL);
        Matcher matcher = config.matcher(Files.readString(FEATURE));
        assertThat(matcher.find()).as("access list of " + scope).isTrue();
        Properties properties = new Properties();
        properties.load(new StringReader(matcher.group(1)));
        return properties;
    }
}
