package io.dlt4j.destination.duckdb.e2e;

import io.dlt4j.Pipeline;
import io.dlt4j.PipelineBuilder;
import io.dlt4j.SqlClient;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A pipeline into a DuckDB file below one directory, and what is in its dataset. */
record LoadedPipeline(Path home, String name) {

    /** Not opened yet. */
    PipelineBuilder builder() {
        return builder(Map.of());
    }

    PipelineBuilder builder(Map<String, String> variables) {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("DLT_DATA_DIR", home.resolve("data").toString());
        return Pipeline.named(name).destination("duckdb").projectDir(home).environment(environment);
    }

    /** Opened as another process would. */
    Pipeline open() {
        return builder().open();
    }

    /** The result of a query in which {@code %s} stands for the table. */
    static List<List<Object>> rows(Pipeline pipeline, String sql, String table) {
        try (SqlClient client = pipeline.sqlClient()) {
            return client.query(sql.replace("%s", client.qualifiedName(table))).list().stream()
                    .map(row -> row.values().stream()
                            .<Object>map(value -> value == null ? "null" : value)
                            .toList())
                    .toList();
        }
    }

    static List<List<Object>> rows(Pipeline pipeline, String table) {
        return rows(pipeline, "SELECT * EXCLUDE (_dlt_id, _dlt_load_id) FROM %s ORDER BY ALL", table);
    }
}
