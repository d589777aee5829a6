/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.guestnet.model.GuestnetException;

/** Sets options that stand behind the arguments: Karaf takes options only in front of them, people write them anywhere. */
public final class TrailingOptions {

    private TrailingOptions() {}

    /** The options of a command by each of their names. */
    public static Map<String, Option> of(Class<?> command) {
        Map<String, Option> options = new TreeMap<>();
        fields(command).forEach((name, field) -> options.put(name, field.getAnnotation(Option.class)));
        return options;
    }

    static void apply(Action command, List<String> words) throws GuestnetException {
        Map<String, Field> fields = fields(command.getClass());
        for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
            String word = rest.next();
            int equals = word.startsWith("-") ? word.indexOf('=') : -1;
            Field field = fields.get(equals < 0 ? word : word.substring(0, equals));
            if (field == null) {
                throw unknown(command, word);
            }
            set(command, field, equals < 0 ? value(command, field, word, rest) : word.substring(equals + 1));
        }
    }

    private static Map<String, Field> fields(Class<?> command) {
        Map<String, Field> fields = new TreeMap<>();
        for (Class<?> type = command; type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                Option option = field.getAnnotation(Option.class);
                if (option != null) {
                    fields.put(option.name(), field);
                    Arrays.stream(option.aliases()).forEach(alias -> fields.put(alias, field));
                }
            }
        }
        return fields;
    }

    private static String value(Action command, Field field, String word, Iterator<String> rest)
            throws GuestnetException {
        if (field.getType() == boolean.class) {
            return "true";
        }
        if (!rest.hasNext()) {
            throw Arguments.invalid("option " + word + " needs a value", help(command));
        }
        return rest.next();
    }

    private static void set(Action command, Field field, String value) throws GuestnetException {
        try {
            field.setAccessible(true);
            field.set(command, converted(command, field, value));
        } catch (NumberFormatException e) {
            throw Arguments.invalid("'" + value + "' is not a whole number", help(command));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("option field " + field, e);
        }
    }

    private static Object converted(Action command, Field field, String value) throws IllegalAccessException {
        if (field.getType() == boolean.class) {
            return Boolean.valueOf(value);
        }
        if (field.getType() == int.class) {
            return Integer.valueOf(value);
        }
        if (field.getType() == List.class) {
            List<Object> all = new ArrayList<>((List<?>) field.get(command));
            all.add(value);
            return all;
        }
        return value;
    }

    private static GuestnetException unknown(Action command, String word) {
        String detail = word.startsWith("-")
                ? "option '" + Text.visible(word) + "' is not known"
                : "'" + Text.visible(word) + "' is one argument too many";
        return Arguments.invalid(detail, help(command));
    }

    private static String help(Action command) {
        Command name = command.getClass().getAnnotation(Command.class);
        return name.scope() + ":" + name.name() + " --help";
    }
}
