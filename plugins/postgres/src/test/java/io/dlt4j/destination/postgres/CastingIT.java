package io.dlt4j.destination.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns that have other types than the job files: the server casts, and what it cannot cast is named. */
class CastingIT {

    private static final String TABLE = "casting.things";

    private static TestServer server;

    @TempDir
    private Path home;

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void clear() throws SQLException {
        server.execute("DROP SCHEMA IF EXISTS casting CASCADE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pgcopy", "jsonl", "csv", "insert_values"})
    void valuesThatFitAreCast(String format) throws Exception {
        load(format, things(1, "short"));
        alter("n TYPE integer", "name TYPE char(10)", "doc TYPE json", "price TYPE double precision");

        load(format, things(2, "other"));

        assertThat(server.query("SELECT n, rtrim(name), doc->>'b', price FROM " + TABLE + " ORDER BY n"))
                .containsExactly(List.of("1", "short", "1", "1.5"), List.of("2", "other", "1", "1.5"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pgcopy", "jsonl"})
    void theValueThatDoesNotFitIsNamed(String format) throws Exception {
        load(format, things(1, "short"));
        alter("n TYPE smallint", "name TYPE text");
        List<Map<String, Object>> many = new ArrayList<>();
        for (int n = 0; n < 500; n++) {
            many.addAll(things(n == 321 ? 70_000 : n, "x"));
        }

        DltException refused = refused(format, many);

        assertThat(refused)
                .hasMessageContaining("The value '70000' of type int8 does not fit column 'n' of table 'things'")
                .hasMessageContaining("which is of type smallint")
                .hasMessageContaining("smallint out of range");
        assertThat(server.single("SELECT count(*) FROM " + TABLE)).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pgcopy", "jsonl"})
    void aTextThatIsTooLongIsNamed(String format) throws Exception {
        load(format, things(1, "short"));
        alter("name TYPE varchar(5)");

        DltException refused = refused(format, things(2, "longer than that"));

        assertThat(refused)
                .hasMessageContaining("The value 'longer than that' of type text does not fit column 'name'")
                .hasMessageContaining("character varying(5)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pgcopy", "jsonl"})
    void textIsNoNumber(String format) throws Exception {
        load(format, things(1, "5"));
        alter("name TYPE integer USING name::integer");

        assertThat(refused(format, things(2, "6")))
                .hasMessageContaining("The value '6' of type text does not fit column 'name'")
                .hasMessageContaining("which is of type integer");
    }

    private DltException refused(String format, List<Map<String, Object>> items) {
        DltException failure = catchThrowableOfType(DltException.class, () -> load(format, items));
        assertThat(TestServer.codes(failure)).contains(PostgresError.POSTGRES_DATA_REJECTED);
        return failure;
    }

    private void load(String format, List<Map<String, Object>> items) {
        Pipeline pipeline = server.pipeline(home, "casting", "normalize.loader_file_format", format);
        pipeline.run(Resource.of("things", items)
                .columns(
                        ColumnSchema.of("doc", DataType.JSON),
                        ColumnSchema.builder("price")
                                .dataType(DataType.DECIMAL)
                                .precision(6)
                                .scale(2)
                                .build()));
    }

    private static List<Map<String, Object>> things(int n, String name) {
        return List.of(Map.of("n", n, "name", name, "doc", Map.of("b", 1), "price", new BigDecimal("1.50")));
    }

    private static void alter(String... changes) throws SQLException {
        server.execute("ALTER TABLE " + TABLE + " ALTER COLUMN " + String.join(", ALTER COLUMN ", changes));
    }
}
