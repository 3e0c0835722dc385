package io.dlt4j.destination.duckdb;

import static io.dlt4j.destination.duckdb.Fixtures.ITEMS;
import static io.dlt4j.destination.duckdb.Fixtures.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.DestinationFactory;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.DestinationClient;
import io.dlt4j.support.sql.SqlClient;
import io.dlt4j.support.sql.SqlDialect;
import java.io.BufferedReader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExclusionIT {

    @TempDir
    Path directory;

    @Test
    void namesTheProcessThatHasTheFile() throws Exception {
        Process holder = Programs.java(Programs.classPath(), List.of(), LoadProgram.class, directory.toString(), "hold")
                .start();
        try (BufferedReader output = holder.inputReader()) {
            while (!LoadProgram.READY.equals(output.readLine())) {
                assertThat(holder.isAlive()).isTrue();
            }
            try (SqlClient client = Fixtures.open(Fixtures.context(directory))) {
                assertThatThrownBy(() -> client.isLoaded("1", "crm"))
                        .isInstanceOfSatisfying(
                                DltException.class, e -> assertThat(e.code()).isEqualTo(DuckDbError.DUCKDB_LOCKED))
                        .hasMessageContaining(directory.resolve("pipe.duckdb").toString())
                        .hasMessageContaining("process " + holder.pid() + " (pipeline 'pipe')");
            }
            holder.getOutputStream().close();
            assertThat(holder.waitFor()).isZero();
        }
        try (SqlClient client = Fixtures.open(Fixtures.context(directory))) {
            assertThat(client.isLoaded("1", "crm")).isFalse();
        }
    }

    @Test
    void refusesASecondCopyOfItselfInOneJvmAndKeepsOthersOut() throws Exception {
        URL[] copy = {
            DuckDb.class.getProtectionDomain().getCodeSource().getLocation(),
            SqlDialect.class.getProtectionDomain().getCodeSource().getLocation(),
            DuckDBConnection.class.getProtectionDomain().getCodeSource().getLocation()
        };
        try (URLClassLoader secondCopy = new URLClassLoader(copy, new DuckDbTest.ApiOnly());
                SqlClient client = Fixtures.open(Fixtures.context(directory))) {
            client.migrate(schema("h1", ITEMS), Set.of("items"));
            DestinationFactory factory = (DestinationFactory) secondCopy
                    .loadClass(DuckDb.class.getName())
                    .getConstructor()
                    .newInstance();
            for (int attempt = 0; attempt < 2; attempt++) {
                try (DestinationClient second = factory.open(Fixtures.context(directory))) {
                    assertThatThrownBy(() -> second.isLoaded("1", "crm"))
                            .isInstanceOf(DltException.class)
                            .hasMessageContaining("pipe.duckdb is in use by another class loader of this process");
                }
            }

            Programs.Ended other = Programs.run(
                    Programs.java(Programs.classPath(), List.of(), LoadProgram.class, directory.toString(), "none"));
            assertThat(other.exitCode()).isNotZero();
            assertThat(other.output())
                    .contains("is in use by process " + ProcessHandle.current().pid() + " (pipeline 'pipe')");
        }
    }
}
