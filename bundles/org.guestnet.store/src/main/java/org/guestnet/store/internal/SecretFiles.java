/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.guestnet.driver.link.SecretStore;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.SecretName;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Secrets as files of a directory, both for their owner only; else they are not used. A file is written whole or not at all, so the
 * administrator can put one there or take it away at any time.
 */
@Component(service = SecretStore.class, configurationPid = "org.guestnet.secrets")
@Designate(ocd = SecretFiles.Config.class)
public final class SecretFiles implements SecretStore {

    /** Configuration of the secrets. */
    @ObjectClassDefinition(name = "Guestnet secrets", description = "Where keys of encrypted tunnels are kept")
    public @interface Config {

        /** Where they are. */
        @AttributeDefinition(
                name = "Directory",
                description =
                        "Absolute path of a directory with one file for each secret; made, for its owner only, if it"
                                + " is missing. ${karaf.etc} stands for the container's own.")
        String directory() default "${karaf.etc}/guestnet-secrets";
    }

    private static final String ETC = "karaf.etc";
    private static final Pattern FORM =
            Pattern.compile("[!-~]{16,512}"); // printable, no white space; shorter ones could be guessed
    private static final int BYTES = 32;
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String setting;

    /** As a component. */
    @Activate
    public SecretFiles(Config config) {
        this(config.directory());
    }

    /** As a component and in tests. */
    SecretFiles(String directory) {
        this.setting = directory;
    }

    @Override
    public synchronized String secret(SecretName name) throws GuestnetException {
        try {
            Path file = directory().resolve(name.value());
            if (Files.notExists(file)) { // what cannot be told is no reason for another one
                write(file);
            }
            return read(file);
        } catch (IOException e) {
            throw missing(name + " cannot be read or made: " + Failures.reason(e), "", e);
        }
    }

    @Override
    public synchronized void rotate(SecretName name) throws GuestnetException {
        try {
            write(directory().resolve(name.value()));
        } catch (IOException e) {
            throw missing(name + " cannot be written: " + Failures.reason(e), "", e);
        }
    }

    private Path directory() throws IOException, GuestnetException {
        String etc = System.getProperty(ETC);
        String text = etc == null ? setting : setting.replace("${" + ETC + "}", etc);
        if (!text.startsWith("/")) {
            throw missing("there is no place for secrets: " + text, "set directory in org.guestnet.secrets", null);
        }
        Path directory = Path.of(text);
        if (!Files.isDirectory(directory)) {
            Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER));
        }
        return own(directory, "700");
    }

    private static Path own(Path path, String mode) throws IOException, GuestnetException {
        Set<PosixFilePermission> wider = EnumSet.noneOf(PosixFilePermission.class);
        wider.addAll(Files.getPosixFilePermissions(path));
        wider.removeAll(OWNER);
        if (!wider.isEmpty()) {
            throw missing(path + " is open to others than its owner", "chmod " + mode + " " + path, null);
        }
        return path;
    }

    private static String read(Path file) throws IOException, GuestnetException {
        String text = Files.readString(own(file, "600")).strip();
        if (!FORM.matcher(text).matches()) {
            throw missing(
                    file + " holds no secret",
                    "write one line of at least 16 printable characters without white space",
                    null);
        }
        return text;
    }

    /** No name of a secret begins with a dot. */
    private static void write(Path file) throws IOException {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        ByteBuffer text = ByteBuffer.wrap(
                (Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n").getBytes(UTF_8));
        Path draft = file.resolveSibling(".new-" + UUID.randomUUID());
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try {
            try (FileChannel channel = FileChannel.open(draft, Set.of(CREATE_NEW, WRITE), ownerOnly)) {
                while (text.hasRemaining()) {
                    channel.write(text);
                }
                channel.force(true);
            }
            Files.move(draft, file, ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static GuestnetException missing(String detail, String remedy, IOException cause) {
        return new GuestnetException(Finding.blocker(Codes.SECRET_MISSING, "secret: " + detail, remedy), cause);
    }
}
