/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.support.table.ShellTable;

/** Rows for people. Every cell is made harmless for a terminal. */
public final class Table {

    private final String emptyText;
    private final List<String> headers;
    private final List<List<String>> rows = new ArrayList<>();

    /** @param emptyText what is said instead of a table without rows */
    public Table(String emptyText, String... headers) {
        this.emptyText = emptyText;
        this.headers = List.of(headers);
    }

    /** Adds a row with a cell for every header; null is an empty cell. */
    public Table row(Object... cells) {
        if (cells.length != headers.size()) {
            throw new IllegalArgumentException(cells.length + " cells for the headers " + headers);
        }
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(cell == null ? "" : Text.visible(cell.toString()));
        }
        rows.add(row);
        return this;
    }

    void print(PrintStream out, boolean format) {
        if (rows.isEmpty()) {
            if (format) {
                out.println(emptyText);
            }
            return;
        }
        ShellTable table = new ShellTable();
        headers.forEach(table::column);
        rows.forEach(row -> table.addRow().addContent(new ArrayList<>(row)));
        table.print(out, format);
    }
}
