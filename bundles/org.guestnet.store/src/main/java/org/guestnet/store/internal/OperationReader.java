/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.guestnet.model.Finding;
import org.guestnet.model.HostName;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.InterfaceReport;
import org.guestnet.model.Operation.Step;
import org.guestnet.model.OperationId;
import org.guestnet.model.Place;
import org.guestnet.model.Plug;

/** Rows to operations: one query for each table, whatever the number of operations. Used once. */
final class OperationReader {

    private final Session session;
    private final String selection;
    private final Object[] values;

    private Map<UUID, List<Step>> steps;
    private Map<UUID, List<Finding>> findings;
    private Map<UUID, List<InterfaceReport>> interfaces;
    private Map<UUID, List<UUID>> ports;
    private final Map<PlugKey, Map<String, String>> attributes = new HashMap<>();

    /** @param selection what follows {@code SELECT … FROM operation}: which operations, in which order */
    OperationReader(Session session, String selection, Object... values) {
        this.session = session;
        this.selection = selection;
        this.values = values;
    }

    private record PlugKey(UUID operation, int ordinal, String side) {}

    List<Operation> read() throws SQLException {
        parts("operation_plug_attribute", this::attribute);
        steps = parts("operation_step", OperationReader::step);
        findings = parts("operation_finding", OperationReader::finding);
        interfaces = parts("operation_interface", this::nic);
        ports = parts("operation_port", row -> row.uuid("port"));
        return session.query(this::operation, "SELECT * FROM operation " + selection, values);
    }

    private <T> Map<UUID, List<T>> parts(String table, Row.Reader<T> reader) throws SQLException {
        Map<UUID, List<T>> parts = new HashMap<>();
        session.query(
                row -> parts.computeIfAbsent(row.uuid("operation"), id -> new ArrayList<>())
                        .add(reader.read(row)),
                "SELECT * FROM " + table + " WHERE operation IN (SELECT id FROM operation " + selection
                        + ") ORDER BY operation, ordinal",
                values);
        return parts;
    }

    private Operation operation(Row row) throws SQLException {
        UUID id = row.uuid("id");
        return new Operation(
                new OperationId(id),
                Operation.Kind.valueOf(row.text("kind")),
                row.text("subject"),
                row.maybeUuid("guest"),
                new HostName(row.text("host")),
                row.maybe("destination", HostName::new),
                Operation.State.valueOf(row.text("state")),
                steps.getOrDefault(id, List.of()),
                findings.getOrDefault(id, List.of()),
                interfaces.getOrDefault(id, List.of()),
                ports.getOrDefault(id, List.of()),
                row.instant("started"),
                row.maybeInstant("ended"));
    }

    private static Step step(Row row) throws SQLException {
        return new Step(row.text("what"), row.text("undo"), Operation.StepState.valueOf(row.text("state")));
    }

    private static Finding finding(Row row) throws SQLException {
        Finding finding = Finding.notice(row.text("code"), row.text("detail"), row.text("remedy"))
                .as(Finding.Severity.valueOf(row.text("severity")));
        finding = row.maybe("host", HostName::new).map(finding::on).orElse(finding);
        finding = row.maybe("network", NetworkName::new).map(finding::on).orElse(finding);
        finding = row.maybe("nic", MacAddress::new).map(finding::on).orElse(finding);
        Optional<String> path = row.maybe("place_path", Function.identity());
        return path.isEmpty() ? finding : finding.at(new Place(row.number("place_line"), path.get()));
    }

    private String attribute(Row row) throws SQLException {
        PlugKey plug = new PlugKey(row.uuid("operation"), row.number("ordinal"), row.text("side"));
        return attributes.computeIfAbsent(plug, p -> new HashMap<>()).put(row.text("name"), row.text("content"));
    }

    private InterfaceReport nic(Row row) throws SQLException {
        return new InterfaceReport(
                new MacAddress(row.text("mac")),
                new NetworkName(row.text("network")),
                plug(row, OperationWriter.BEFORE),
                plug(row, OperationWriter.AFTER),
                row.maybeMillis("gap_millis"),
                row.is("announced"));
    }

    private Optional<Plug> plug(Row row, String side) throws SQLException {
        PlugKey key = new PlugKey(row.uuid("operation"), row.number("ordinal"), side);
        return row.maybe(side + "_type", type -> Plug.of(type, attributes.getOrDefault(key, Map.of())));
    }
}
