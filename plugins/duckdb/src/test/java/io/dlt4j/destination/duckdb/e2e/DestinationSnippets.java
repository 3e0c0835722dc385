package io.dlt4j.destination.duckdb.e2e;

import io.dlt4j.Destination;
import io.dlt4j.DuckDb;
import io.dlt4j.Filesystem;
import io.dlt4j.LoadInfo;
import io.dlt4j.Pipeline;
import io.dlt4j.Postgres;
import io.dlt4j.Resource;
import io.dlt4j.sink.Sink;
import java.util.List;
import java.util.Map;

/** The Java examples of {@code docs/destinations.md}, run in the directory that is current. What is between marks is on the page. */
final class DestinationSnippets {

    private DestinationSnippets() {}

    public static void main(String[] arguments) {
        texts();
        objects();
        several();
        capabilities();
        late();
        sink();
    }

    private static void texts() {
        // page: texts
        Pipeline.named("sales").destination("duckdb"); // a type
        Pipeline.named("sales").destination("dlt.destinations.duckdb"); // the same, as dlt spells it
        Pipeline.named("sales").destination("reporting"); // a name whose type is in the configuration
        Pipeline.named("sales").destination("com.example.ClickHouse"); // the class name of a factory
        // end
        Pipeline.named("sales").destination("reporting").open();
    }

    private static void objects() {
        // page: objects
        Destination file = DuckDb.at("sales.duckdb");
        Destination bucket = Filesystem.at("az://bucket").named("production_az_bucket");
        Destination warehouse = Postgres.at("postgresql://loader@db.example.org:5432/analytics")
                .named("warehouse")
                .environment("production");
        Destination one = Destination.from("bigquery").named("destination_one").with("location", "EU");
        // end
        for (Destination named : List.of(file, bucket, warehouse, one)) {
            System.out.println(Pipeline.named("naming")
                    .destination(named)
                    .open()
                    .destination()
                    .orElseThrow()
                    .description());
        }
    }

    private static void several() {
        // page: several
        Destination europe = DuckDb.at("europe.duckdb").named("europe");
        Destination asia = DuckDb.at("asia.duckdb").named("asia");

        Pipeline pipeline = Pipeline.named("sales").destination(europe).open();
        LoadInfo first = pipeline.run(Resource.of("orders", List.of(Map.of("id", 1))));
        LoadInfo second = pipeline.run(asia, Resource.of("orders", List.of(Map.of("id", 2))));

        System.out.println(first.destinationName() + ", then " + second.destinationName()); // europe, then asia
        // end
    }

    private static void capabilities() {
        // page: capabilities
        Destination postgres = Destination.from("postgres");
        System.out.println(postgres.capabilities().maxIdentifierLength()); // 63

        Destination narrow = postgres.with("max_identifier_length", 30).with("naming_convention", "direct");
        System.out.println(narrow.capabilities().maxIdentifierLength()); // 30
        // end
    }

    private static void late() {
        // page: late
        Pipeline late = Pipeline.named("late")
                .destination(Postgres.at("postgresql://nobody@nowhere/db"))
                .open();
        late.extract(Resource.of("orders", List.of(Map.of("id", 1))));
        late.normalize(); // neither asked for a password
        // end
    }

    private static void sink() {
        // page: sink
        Destination crm = Destination.sink(Sink.of("crm", (items, table) -> {
                    for (Map<String, Object> contact : items) {
                        System.out.println(table.name() + " " + items.key().number() + ": " + contact.get("email"));
                    }
                })
                .batchSize(100));
        Pipeline.named("reverse")
                .destination(crm)
                .open()
                .run(Resource.of("contacts", List.of(Map.of("email", "ann@example.org"))));
        // end
    }
}
