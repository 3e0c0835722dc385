package io.dlt4j.plugin;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;

/** Deregisters the JDBC drivers of the class loader that this class is defined by. Uses no other class of the host. */
public final class JdbcDriverRelease implements Runnable {

    /** For {@link PluginClassLoader}, which defines a copy of this class. */
    public JdbcDriverRelease() {}

    @Override
    public void run() {
        ClassLoader own = JdbcDriverRelease.class.getClassLoader();
        for (Driver driver : Collections.list(DriverManager.getDrivers())) {
            if (driver.getClass().getClassLoader() == own) {
                try {
                    DriverManager.deregisterDriver(driver);
                } catch (SQLException e) {
                    throw new IllegalStateException(
                            "driver " + driver.getClass().getName() + " stays registered", e);
                }
            }
        }
    }
}
