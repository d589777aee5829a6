/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import java.nio.file.Path;
import java.util.Optional;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;

/** The ways in which the store fails, for people. */
final class Failures {

    private Failures() {}

    static GuestnetException directory(String path, String reason, Throwable cause) {
        return failed(
                "the store's directory " + path + " cannot be used: " + reason,
                "make it writable for Guestnet, or set 'directory' of " + StoreSettings.PID,
                cause);
    }

    static GuestnetException inUse(Path path, String owner) {
        return failed(
                "the store's directory " + path + " is in use by " + (owner.isEmpty() ? "another process" : owner),
                "stop the other Guestnet, or give this one another 'directory' in " + StoreSettings.PID,
                null);
    }

    static GuestnetException settings(String detail, String remedy) {
        return failed("the settings " + StoreSettings.PID + " cannot be used: " + detail, remedy, null);
    }

    static GuestnetException noDriver(String url) {
        return failed(
                "no driver for the database " + url + " is installed", "feature:install guestnet-postgresql", null);
    }

    static GuestnetException fenced(String detail, Throwable cause) {
        return new GuestnetException(
                Finding.blocker(
                        Codes.MANAGER_FENCED,
                        detail,
                        "see op:list at another manager; this one goes on as soon as it has a lease again"),
                cause);
    }

    static GuestnetException unreachable(String name, Throwable cause) {
        return failed(
                "the database " + name + " cannot be used: " + reason(cause),
                "see whether its server runs and lets Guestnet's user make tables there",
                cause);
    }

    static GuestnetException unopened(String file, Throwable cause) {
        return failed(
                "the database " + file + " cannot be opened: " + reason(cause),
                "put a copy of the file back from a backup; or move it away, start with an empty store and add the hosts "
                        + "again (networks and guests are known to the hosts)",
                cause);
    }

    static GuestnetException stopped() {
        return failed("the store is being stopped", "try again when Guestnet runs", null);
    }

    static GuestnetException newer(int found, int known) {
        return failed(
                "the database was written by a newer Guestnet: its schema is number " + found + ", this one knows "
                        + known,
                "install that version again, or put back a copy of the database from before it",
                null);
    }

    static GuestnetException unreadable(UnreadableRowException e) {
        return failed(
                e.getMessage(),
                "install the version of Guestnet that wrote it, or put a copy of the database back from a backup",
                e);
    }

    static GuestnetException database(Throwable cause) {
        return failed(
                "the database refused: " + reason(cause),
                "see whether its disk is full or read-only; the log of the container has more",
                cause);
    }

    static GuestnetException failed(String detail, String remedy, Throwable cause) {
        return new GuestnetException(Finding.blocker(Codes.STORE_FAILED, detail, remedy), cause);
    }

    /** What happened, in one line. */
    static String reason(Throwable e) {
        String message = Optional.ofNullable(e.getMessage()).orElse("");
        String line = message.lines().findFirst().orElse("").strip();
        return line.isEmpty() ? e.getClass().getSimpleName() : e.getClass().getSimpleName() + ": " + line;
    }
}
