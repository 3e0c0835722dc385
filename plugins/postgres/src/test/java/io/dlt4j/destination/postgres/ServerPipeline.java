package io.dlt4j.destination.postgres;

import io.dlt4j.Pipeline;
import io.dlt4j.SqlClient;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A pipeline of this process into one dataset of a server. */
record ServerPipeline(int port, Path home, String name, String dataset) {

    /** Opened as another process would. */
    Pipeline open() {
        return open(Map.of());
    }

    Pipeline open(Map<String, String> variables) {
        Map<String, String> environment = new HashMap<>(CrashServer.at(port));
        environment.put("DLT_DATA_DIR", home.resolve("data").toString());
        environment.putAll(variables);
        return Pipeline.named(name)
                .destination("postgres")
                .dataset(dataset)
                .projectDir(home)
                .environment(environment)
                .open();
    }

    /** The same pipeline on another machine: nothing is in its working directory. */
    ServerPipeline elsewhere(Path otherHome) {
        return new ServerPipeline(port, otherHome, name, dataset);
    }

    /** Through another port. */
    ServerPipeline through(int otherPort) {
        return new ServerPipeline(otherPort, home, name, dataset);
    }

    /** The result of a query in which {@code %s} stands for the dataset. */
    List<List<Object>> rows(String sql) {
        try (SqlClient client = open().sqlClient()) {
            return client.query(sql.replace("%s", "\"" + dataset + "\"")).list().stream()
                    .map(row -> row.values().stream()
                            .<Object>map(value -> value == null ? "null" : value)
                            .toList())
                    .toList();
        }
    }
}
