/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.net;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.apache.karaf.shell.api.console.Session;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.shell.internal.Arguments;

/** Reads the document that a command names; never more of it than a definition may have. */
final class DefinitionFile {

    /** What {@code bin/guestnet} says of its session, or the environment of a console: the directory that it was called in. */
    static final String CALLERS_DIRECTORY = "GUESTNET_DIR";

    private static final int MAX_BYTES = 1 << 20;
    private static final String STANDARD_INPUT = "-";
    private static final String REMEDY = "a file on the machine of the container, or - for the standard input";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private DefinitionFile() {}

    /** @param file a path, from the caller's directory if it is relative; or {@code -} */
    static String read(Session session, String file) throws GuestnetException {
        if (file.equals(STANDARD_INPUT)) {
            return read("the standard input", session.getKeyboard());
        }
        Path path = path(session, file);
        if (!Files.isRegularFile(path)) {
            throw Arguments.invalid(path + (Files.exists(path) ? " is not a file" : " does not exist"), REMEDY);
        }
        try (InputStream in = Files.newInputStream(path)) {
            return read(path.toString(), in);
        } catch (IOException e) {
            throw unreadable(path.toString(), e);
        }
    }

    private static Path path(Session session, String file) throws GuestnetException {
        Object said = session.get(CALLERS_DIRECTORY);
        Object caller = said == null ? System.getenv(CALLERS_DIRECTORY) : said;
        try {
            Path base = caller == null ? session.currentDir() : Path.of(caller.toString());
            return base.resolve(file).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw Arguments.invalid("not a path: " + e.getMessage(), REMEDY);
        }
    }

    private static String read(String name, InputStream in) throws GuestnetException {
        try {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new GuestnetException(Finding.blocker(
                        Codes.XML_TOO_LARGE,
                        name + " is larger than 1 MiB",
                        "a network definition, which is a few lines"));
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw Arguments.invalid(name + " is not text in UTF-8", "iconv -t UTF-8");
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static GuestnetException unreadable(String name, IOException e) {
        String why = e instanceof java.nio.file.AccessDeniedException ? "permission denied" : e.toString();
        return Arguments.invalid("cannot read " + name + ": " + why, REMEDY);
    }
}
