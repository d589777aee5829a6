/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The row that a result is at, with values of ours. A column that is null where a value must be is an error. */
final class Row {

    private static final int NANO_DIGITS = 9;

    private final ResultSet result;

    Row(ResultSet result) {
        this.result = result;
    }

    /** How a row becomes a value; an unchecked exception says that it cannot. */
    interface Reader<T> {
        T read(Row row) throws SQLException;
    }

    static BigDecimal seconds(Instant instant) {
        return BigDecimal.valueOf(instant.getEpochSecond()).add(BigDecimal.valueOf(instant.getNano(), NANO_DIGITS));
    }

    String text(String column) throws SQLException {
        return present(column, result.getString(column));
    }

    <T> Optional<T> maybe(String column, Function<String, T> parse) throws SQLException {
        return Optional.ofNullable(result.getString(column)).map(parse);
    }

    int number(String column) throws SQLException {
        return result.getInt(column);
    }

    Optional<Duration> maybeMillis(String column) throws SQLException {
        long millis = result.getLong(column);
        return result.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
    }

    boolean is(String column) throws SQLException {
        return result.getBoolean(column);
    }

    UUID uuid(String column) throws SQLException {
        return present(column, result.getObject(column, UUID.class));
    }

    Optional<UUID> maybeUuid(String column) throws SQLException {
        return Optional.ofNullable(result.getObject(column, UUID.class));
    }

    Instant instant(String column) throws SQLException {
        return present(column, maybeInstant(column).orElse(null));
    }

    Optional<Instant> maybeInstant(String column) throws SQLException {
        return Optional.ofNullable(result.getBigDecimal(column)).map(Row::instant);
    }

    private static Instant instant(BigDecimal seconds) {
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        BigDecimal nanos = seconds.subtract(whole).movePointRight(NANO_DIGITS);
        return Instant.ofEpochSecond(whole.longValueExact(), nanos.longValueExact());
    }

    private static <T> T present(String column, T value) {
        if (value == null) {
            throw new IllegalArgumentException(column + " is missing");
        }
        return value;
    }
}
