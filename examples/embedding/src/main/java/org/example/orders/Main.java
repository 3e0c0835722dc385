package org.example.orders;

import io.dlt4j.Destination;
import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.SqlClient;
import java.util.List;
import java.util.Map;

/** Loads orders, and reads them back with SQL. */
public final class Main {

    private Main() {}

    /** @param args the type of the destination; without it DuckDB, in {@code orders.duckdb} */
    public static void main(String[] args) {
        List<Map<String, Object>> orders = List.of(
                Map.of("id", 1, "customer", "Ada", "lines", List.of(Map.of("sku", "A-1"), Map.of("sku", "B-2"))),
                Map.of("id", 2, "customer", "Grace", "lines", List.of(Map.of("sku", "A-1"))));

        Pipeline pipeline = Pipeline.named("orders")
                .destination(Destination.from(args.length == 0 ? "duckdb" : args[0]))
                .dataset("shop")
                .open();
        System.out.println(pipeline.run(Resource.of("orders", orders)));

        if (args.length == 0) {
            try (SqlClient sql = pipeline.sqlClient()) {
                sql.query("SELECT customer FROM orders ORDER BY id")
                        .forEach(row -> System.out.println(
                                row.value("customer", String.class).orElse("")));
            }
        }
    }
}
