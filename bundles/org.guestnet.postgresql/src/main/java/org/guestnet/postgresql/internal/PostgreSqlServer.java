/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.postgresql.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.guestnet.driver.store.DatabaseServer;
import org.osgi.service.component.annotations.Component;
import org.postgresql.Driver;

/** PostgreSQL servers, through a pool that replaces connections that broke. */
@Component
public final class PostgreSqlServer implements DatabaseServer {

    private static final String PREFIX = "jdbc:postgresql:";
    private static final int CONNECTIONS = 16; // of each manager; PostgreSQL serves a hundred by default

    /** The driver announces itself to the whole process when it is loaded; nobody else may find it. */
    private static void hideDriver() {
        try {
            if (Driver.isRegistered()) {
                Driver.deregister();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean serves(String url) {
        return url.startsWith(PREFIX);
    }

    @Override
    public DataSource connect(String url, String user, String password, Duration patience) {
        if (Driver.parseURL(url, new Properties()) == null) {
            throw new IllegalArgumentException("not an URL of PostgreSQL's");
        }
        hideDriver();
        HikariConfig config = new HikariConfig();
        config.setDriverClassName(Driver.class.getName());
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        String seconds = Long.toString(Math.max(1, patience.toSeconds()));
        config.addDataSourceProperty("ApplicationName", "guestnet");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("connectTimeout", seconds);
        config.addDataSourceProperty("loginTimeout", seconds);
        config.addDataSourceProperty(
                "socketTimeout", Long.toString(2 * patience.toSeconds())); // longer than for a lock
        return pool(config, patience);
    }

    private static DataSource pool(HikariConfig config, Duration patience) {
        config.setPoolName("guestnet");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(Math.max(1_000, patience.toMillis()));
        config.setValidationTimeout(Math.max(500, patience.toMillis() / 2));
        config.setInitializationFailTimeout(-1); // the server may come later
        config.setRegisterMbeans(false);
        config.setConnectionInitSql("SET lock_timeout = " + patience.toMillis()
                + "; SET idle_in_transaction_session_timeout = " + patience.toMillis());
        return new HikariDataSource(config);
    }
}
