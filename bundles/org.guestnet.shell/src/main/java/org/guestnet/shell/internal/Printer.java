/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal;

import java.io.PrintStream;
import java.util.List;
import org.guestnet.model.GuestnetException;

/** Prints results in the form that was asked for. */
public final class Printer {

    /** The form of the output. */
    enum Form {
        TABLE,
        BARE,
        JSON;

        static Form parse(String output, boolean noFormat) throws GuestnetException {
            switch (output) {
                case "table":
                    return noFormat ? BARE : TABLE;
                case "json":
                    return JSON;
                default:
                    throw Arguments.invalid(
                            "output '" + Text.visible(output) + "' is not known: one of table, json", "-o json");
            }
        }
    }

    private final PrintStream out;
    private final Form form;

    Printer(PrintStream out, Form form) {
        this.out = out;
        this.form = form;
    }

    /** Whether the result is to be JSON; then exactly one value is printed. */
    public boolean isJson() {
        return form == Form.JSON;
    }

    /** Several values: a table, or a JSON array. */
    public <T> void print(View<T> view, List<T> values) {
        if (isJson()) {
            json(Json.list(values, view::json));
        } else {
            table(view.table(values));
        }
    }

    /** A table, whatever the form. */
    public void table(Table table) {
        table.print(out, form == Form.TABLE);
    }

    /** A value as JSON, whatever the form. */
    public void json(Object json) {
        out.println(Json.text(json));
    }

    /** A line of text; made harmless for a terminal. */
    public void line(String text) {
        out.println(Text.visible(text));
    }

    /** An XML document as it is. */
    public void xml(String document) {
        String text = Text.visibleXml(document);
        out.print(text.endsWith("\n") ? text : text + "\n");
    }
}
