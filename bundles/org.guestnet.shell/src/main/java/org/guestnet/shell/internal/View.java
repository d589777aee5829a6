/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal;

import java.util.List;

/** How values of one kind are shown. */
public interface View<T> {

    /** As a table, one or more rows a value. */
    Table table(List<T> values);

    /** As JSON, with keys that never change; see {@link Json#object}. */
    Object json(T value);
}
