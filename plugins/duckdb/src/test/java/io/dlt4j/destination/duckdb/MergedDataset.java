package io.dlt4j.destination.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.LoadInfo;
import io.dlt4j.MergeOptions;
import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.SqlClient;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.SupportsSql;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One pipeline into one dataset of DuckDB, through the public API only. */
final class MergedDataset {

    private final Pipeline pipeline;

    MergedDataset(Path home, Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("DLT_DATA_DIR", home.resolve("data").toString());
        this.pipeline = Pipeline.named("pipe")
                .destination("duckdb")
                .dataset("data")
                .projectDir(home)
                .environment(variables)
                .open();
    }

    LoadInfo load(Resource... resources) {
        return pipeline.run(resources);
    }

    Pipeline pipeline() {
        return pipeline;
    }

    /** The rows of each of these tables. */
    List<Long> counts(String... tables) {
        return Arrays.stream(tables)
                .map(table ->
                        (Long) rows("SELECT count(*) FROM data." + table).get(0).get(0))
                .toList();
    }

    List<List<Object>> rows(String sql) {
        List<List<Object>> rows = new ArrayList<>();
        try (SqlClient client = pipeline.sqlClient()) {
            client.query(sql).into(new SupportsSql.RowConsumer() {
                @Override
                public void columns(List<String> names) {}

                @Override
                public boolean row(List<@Nullable Object> values) {
                    return rows.add(new ArrayList<>(values));
                }
            });
        }
        return rows;
    }

    /** The values of the first column. */
    List<Object> values(String sql) {
        return rows(sql).stream().map(row -> row.get(0)).toList();
    }

    /** The same resource with these items; apostrophes stand for quotes. */
    static Resource json(Resource resource, String items) {
        return Resource.ofJson(resource.name(), items.replace('\'', '"')).hints(resource.hints());
    }

    /** A merge by the strategy of that name. */
    static MergeOptions options(String strategy) {
        return switch (strategy) {
            case "upsert" -> MergeOptions.upsert();
            case "insert-only" -> MergeOptions.insertOnly();
            default -> MergeOptions.deleteInsert();
        };
    }

    /** Checks that the failure, or one behind it, has that code. */
    static void assertCode(Throwable failure, Object expected) {
        Throwable cause = failure;
        while (cause instanceof DltException e && e.code() != expected && cause.getCause() != null) {
            cause = cause.getCause();
        }
        assertThat(cause)
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.code()).isEqualTo(expected));
    }
}
