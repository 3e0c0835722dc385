package io.dlt4j.destination.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineThreadsTest {

    private static final long FEW = 100_000;
    private static final long MANY = 1_000_000;

    @TempDir
    Path directory;

    private DuckDbDatabase database;

    @BeforeEach
    void open() {
        Fixtures.Context context = Fixtures.context(directory).with("global_config", Map.of("threads", "3"));
        DuckDbSettings settings = DuckDbSettings.of(context.config().find(DuckDbConfig.CREDENTIALS));
        database = DuckDbDatabase.acquire(directory.resolve("pipe.duckdb"), settings, "test", context.failPoint());
    }

    @AfterEach
    void close() {
        database.release(Fixtures.context(directory).failPoint());
    }

    @Test
    void fewRowsNeedNoThreadButTheirOwn() throws SQLException {
        database.use(connection -> {
            assertThat(threads(connection)).isEqualTo(3);
            database.adds(connection, FEW);
            assertThat(threads(connection)).isEqualTo(1);
            return "";
        });
        assertThat(database.use(EngineThreadsTest::threads)).isEqualTo(3);
    }

    @Test
    void whatRunsBesideHasAllOfThem() throws SQLException {
        database.use(few -> {
            database.adds(few, FEW);
            database.use(many -> {
                database.adds(many, MANY);
                assertThat(threads(many)).isEqualTo(3);
                return "";
            });
            assertThat(threads(few)).isEqualTo(1);
            database.use(second -> {
                database.adds(second, FEW);
                assertThat(threads(second)).isEqualTo(1);
                return "";
            });
            return "";
        });
    }

    private static int threads(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT current_setting('threads')")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
