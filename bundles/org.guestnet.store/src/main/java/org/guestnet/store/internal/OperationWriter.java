/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.guestnet.model.Finding;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.InterfaceReport;
import org.guestnet.model.Operation.Step;
import org.guestnet.model.Place;
import org.guestnet.model.Plug;

/** An operation to its rows. */
final class OperationWriter {

    static final String BEFORE = "before";
    static final String AFTER = "after";

    private static final String INSERT = "INSERT INTO operation"
            + " (kind, subject, guest, host, destination, state, is_over, started, ended, id, owner, owner_epoch)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String UPDATE = "UPDATE operation SET kind = ?, subject = ?, guest = ?, host = ?,"
            + " destination = ?, state = ?, is_over = ?, started = ?, ended = ? WHERE id = ?"
            + " AND owner IS NOT DISTINCT FROM CAST(? AS UUID) AND owner_epoch IS NOT DISTINCT FROM CAST(? AS BIGINT)";
    private static final List<String> PARTS =
            List.of("operation_step", "operation_finding", "operation_interface", "operation_port");

    private OperationWriter() {}

    /**
     * The row of the operation comes first: it keeps two writers of one operation apart.
     *
     * @throws FencedException if another manager has adopted it
     */
    static void write(Session session, Operation operation) throws SQLException {
        Object[] values = values(operation, session.lease());
        if (session.update(INSERT, values) == 0) {
            if (session.update(UPDATE, values) == 0) {
                throw new FencedException(
                        "operation " + operation.id().shortForm() + " belongs to another manager now");
            }
            for (String part : PARTS) {
                session.update(
                        "DELETE FROM " + part + " WHERE operation = ?",
                        operation.id().value());
            }
        }
        writeParts(session, operation);
    }

    /** @return how many operations it removed, all of them over and older than the youngest so many */
    static int prune(Session session, int kept) throws SQLException {
        return session.update(
                "DELETE FROM operation WHERE is_over AND started < (SELECT MIN(started) FROM"
                        + " (SELECT started FROM operation WHERE is_over ORDER BY started DESC LIMIT ?) AS kept)",
                kept);
    }

    private static void writeParts(Session session, Operation operation) throws SQLException {
        UUID id = operation.id().value();
        session.updateAll(
                "INSERT INTO operation_step (operation, ordinal, what, undo, state) VALUES (?, ?, ?, ?, ?)",
                rows(operation.steps(), (ordinal, step) -> step(id, ordinal, step)));
        session.updateAll(
                "INSERT INTO operation_finding (operation, ordinal, severity, code, detail, remedy, host, network, nic,"
                        + " place_line, place_path) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows(operation.findings(), (ordinal, finding) -> finding(id, ordinal, finding)));
        session.updateAll(
                "INSERT INTO operation_interface (operation, ordinal, mac, network, before_type, after_type,"
                        + " gap_millis, announced) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                rows(operation.interfaces(), (ordinal, nic) -> nic(id, ordinal, nic)));
        session.updateAll(
                "INSERT INTO operation_port (operation, ordinal, port) VALUES (?, ?, ?)",
                rows(operation.ports(), (ordinal, port) -> new Object[] {id, ordinal, port}));
        session.updateAll(
                "INSERT INTO operation_plug_attribute (operation, ordinal, side, name, content) VALUES (?, ?, ?, ?, ?)",
                attributes(id, operation.interfaces()));
    }

    private static <T> List<Object[]> rows(List<T> parts, BiFunction<Integer, T, Object[]> values) {
        return IntStream.range(0, parts.size())
                .mapToObj(ordinal -> values.apply(ordinal, parts.get(ordinal)))
                .toList();
    }

    private static Object[] values(Operation o, Optional<LeaseId> owner) {
        return new Object[] {
            o.kind().name(),
            o.subject(),
            o.guest().orElse(null),
            o.host().value(),
            text(o.destination()),
            o.state().name(),
            o.state().isOver(),
            Row.seconds(o.started()),
            o.ended().map(Row::seconds).orElse(null),
            o.id().value(),
            owner.map(LeaseId::manager).orElse(null),
            owner.map(LeaseId::epoch).orElse(null)
        };
    }

    private static Object[] step(UUID operation, int ordinal, Step step) {
        return new Object[] {
            operation, ordinal, step.what(), step.undo(), step.state().name()
        };
    }

    private static Object[] finding(UUID operation, int ordinal, Finding f) {
        return new Object[] {
            operation,
            ordinal,
            f.severity().name(),
            f.code(),
            f.detail(),
            f.remedy(),
            text(f.host()),
            text(f.network()),
            text(f.nic()),
            f.place().map(Place::line).orElse(null),
            f.place().map(Place::path).orElse(null)
        };
    }

    private static Object[] nic(UUID operation, int ordinal, InterfaceReport nic) {
        return new Object[] {
            operation,
            ordinal,
            nic.mac().value(),
            nic.network().value(),
            nic.before().map(Plug::type).orElse(null),
            nic.after().map(Plug::type).orElse(null),
            nic.gap().map(Duration::toMillis).orElse(null),
            nic.announced()
        };
    }

    private static List<Object[]> attributes(UUID operation, List<InterfaceReport> nics) {
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < nics.size(); i++) {
            int ordinal = i;
            nics.get(i).before().ifPresent(plug -> addAttributes(rows, operation, ordinal, BEFORE, plug));
            nics.get(i).after().ifPresent(plug -> addAttributes(rows, operation, ordinal, AFTER, plug));
        }
        return rows;
    }

    private static void addAttributes(List<Object[]> rows, UUID operation, int ordinal, String side, Plug plug) {
        plug.source().forEach((name, content) -> rows.add(new Object[] {operation, ordinal, side, name, content}));
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse(null);
    }
}
