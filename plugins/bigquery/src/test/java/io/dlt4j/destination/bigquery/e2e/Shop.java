package io.dlt4j.destination.bigquery.e2e;

import static java.util.stream.Collectors.joining;

import io.dlt4j.MergeOptions;
import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.Source;
import io.dlt4j.SqlClient;
import io.dlt4j.SqlRow;
import io.dlt4j.TableHints;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.MergeStrategy;
import io.dlt4j.api.schema.WriteDisposition;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs that append, replace and merge by all strategies, and what they leave. */
final class Shop {

    private static final int MOST_ATTEMPTS = 20;

    private Shop() {}

    /** What the n-th run loads; the second brings new columns, changed rows and rows less. */
    static Source source(int run) {
        boolean first = run == 1;
        return Source.of(
                "shop",
                Resource.of("events", first ? List.of(event(1), event(2)) : List.of(Map.of("id", 3, "price", 1.25))),
                Resource.of("stock", List.of(item(run, "a", "b"), item(run + 1, "c")))
                        .hints(TableHints.builder()
                                .writeDisposition(WriteDisposition.REPLACE)
                                .build()),
                merged("people", MergeStrategy.DELETE_INSERT, first),
                merged("members", MergeStrategy.UPSERT, first),
                merged("guests", MergeStrategy.INSERT_ONLY, first),
                Resource.of("rates", first ? List.of(rate("eur", 1), rate("usd", 2)) : List.of(rate("eur", 3)))
                        .hints(TableHints.builder().merge(MergeOptions.scd2()).build()));
    }

    private static Map<String, Object> event(int id) {
        return Map.of("id", id, "tags", List.of("x", "y"));
    }

    private static Map<String, Object> item(int id, String... parts) {
        return Map.of("id", id, "parts", List.of(parts));
    }

    private static Map<String, Object> rate(String currency, int rate) {
        return Map.of("currency", currency, "rate", rate);
    }

    /** Rows that are merged. */
    static Resource merged(String table, MergeStrategy strategy, boolean first) {
        List<Map<String, Object>> rows = first
                ? List.of(item(1, "a", "b"), item(2, "c"))
                : List.of(Map.of("id", 2, "parts", List.of("d"), "name", "two"), item(3, "e"));
        return Resource.of(table, rows)
                .hints(TableHints.builder()
                        .primaryKey("id")
                        .merge(MergeOptions.of(strategy))
                        .build());
    }

    /** Runs until it has succeeded, as somebody does who runs the same command again. */
    static void runUntilLoaded(Pipeline pipeline, Source source) {
        boolean extracted = false;
        for (int attempt = 1; ; attempt++) {
            try {
                if (extracted) {
                    pipeline.load();
                } else {
                    pipeline.run(List.of(source));
                }
                return;
            } catch (DltException e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
                extracted |= !pipeline.pendingPackages().isEmpty();
            }
        }
    }

    /** All tables with their rows as texts, without what differs from run to run. */
    static Map<String, List<String>> contents(Pipeline pipeline) {
        Map<String, List<String>> contents = new TreeMap<>();
        try (SqlClient sql = pipeline.sqlClient()) {
            for (String table : List.of(
                    "events",
                    "events__tags",
                    "stock",
                    "stock__parts",
                    "people",
                    "people__parts",
                    "members",
                    "members__parts",
                    "guests",
                    "guests__parts",
                    "rates",
                    "_dlt_loads",
                    "_dlt_version",
                    "_dlt_pipeline_state")) {
                contents.put(
                        table,
                        sql.query("SELECT * FROM " + sql.qualifiedName(table)).list().stream()
                                .map(row -> described(table, row))
                                .sorted()
                                .toList());
            }
        }
        return contents;
    }

    private static String described(String table, SqlRow row) {
        boolean system = table.startsWith("_dlt");
        return row.toMap().entrySet().stream()
                .filter(cell -> system
                        ? cell.getKey().equals("version")
                        : !cell.getKey().startsWith("_dlt_"))
                .map(Object::toString)
                .sorted()
                .collect(joining(", "));
    }
}
