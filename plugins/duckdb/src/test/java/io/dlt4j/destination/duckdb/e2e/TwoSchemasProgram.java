package io.dlt4j.destination.duckdb.e2e;

import io.dlt4j.Incremental;
import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.Source;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A run of two sources with a schema each, in a process of its own. */
final class TwoSchemasProgram {

    private TwoSchemasProgram() {}

    /** Argument: the directory to work in. */
    public static void main(String[] arguments) {
        Path home = Path.of(arguments[0]);
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("DLT_DATA_DIR", home.resolve("data").toString());
        Pipeline.named("two")
                .destination("duckdb")
                .projectDir(home)
                .environment(environment)
                .open()
                .run(List.of(Source.of("erp", numbered("bills")), Source.of("crm", numbered("users"))));
    }

    private static Resource numbered(String name) {
        return Resource.of(name, List.of(Map.of("id", 1), Map.of("id", 2))).incremental(Incremental.on("id"));
    }
}
