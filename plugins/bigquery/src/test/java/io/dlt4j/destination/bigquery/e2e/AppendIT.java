package io.dlt4j.destination.bigquery.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.LoadInfo;
import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.Source;
import io.dlt4j.SqlClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AppendIT {

    @TempDir
    private Path home;

    @ParameterizedTest
    @MethodSource("io.dlt4j.destination.bigquery.e2e.TestProject#all")
    void rowsAreAddedAndColumnsCome(TestProject.Choice choice) {
        try (TestProject project = choice.open()) {
            Pipeline pipeline = project.pipeline("shop", home);
            LoadInfo first = pipeline.run(List.of(Source.of(
                    "shop",
                    Resource.of(
                            "items",
                            List.of(
                                    Map.of("id", 1, "name", "it's \"x\" \\ `y`\n", "tags", List.of("a", "b")),
                                    Map.of("id", 2))))));
            assertThat(first.packages().get(0).migrated())
                    .containsKeys("items", "items__tags", "_dlt_loads", "_dlt_version", "_dlt_pipeline_state");

            LoadInfo second = pipeline.run(List.of(
                    Source.of("shop", Resource.of("items", List.of(Map.of("id", 3, "price", 1.5))))));
            assertThat(second.packages().get(0).migrated()).containsOnly(Map.entry("items", List.of("price")));

            try (SqlClient sql = pipeline.sqlClient()) {
                assertThat(sql.query("SELECT id, name, price FROM " + sql.qualifiedName("items") + " ORDER BY id")
                                .list())
                        .extracting(row -> row.toMap().toString())
                        .containsExactly(
                                "{id=1, name=it's \"x\" \\ `y`\n, price=null}",
                                "{id=2, name=null, price=null}",
                                "{id=3, name=null, price=1.5}");
                assertThat(sql.query("SELECT value FROM items__tags WHERE _dlt_list_idx > ?", 0L)
                                .list())
                        .extracting(row -> row.value("value").orElseThrow())
                        .containsExactly("b");
            }
        }
    }
}
