package io.dlt4j.destination.bigquery.e2e;

import io.dlt4j.Pipeline;
import io.dlt4j.destination.bigquery.server.BigQueryServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A project to load into: the server of the tests, or one of the service itself, which the environment variable
 * {@code DLT4J_TEST_BIGQUERY} names. The machine's default credentials, or those of {@code DESTINATION__BIGQUERY__CREDENTIALS}, are
 * used for that one.
 */
public final class TestProject implements AutoCloseable {

    private static final Optional<String> NAMED = Optional.ofNullable(System.getenv("DLT4J_TEST_BIGQUERY"));

    static {
        if (NAMED.isEmpty()) {
            System.err.println("DLT4J_TEST_BIGQUERY names no project: BigQuery itself is not tested, its protocol is.");
        }
    }

    private final @Nullable BigQueryServer server;
    private final String dataset = "dlt4j_test_" + UUID.randomUUID().toString().substring(0, 8);
    private final List<Pipeline> opened = new ArrayList<>();

    private TestProject(@Nullable BigQueryServer server) {
        this.server = server;
    }

    /** One of the projects that tests run against. */
    public enum Choice {
        /** The server of the tests. */
        SERVER,
        /** The service. */
        SERVICE;

        /** Opens it, with a dataset of its own. */
        public TestProject open() {
            return new TestProject(this == SERVER ? BigQueryServer.start("test-project") : null);
        }
    }

    /** All that there are. */
    public static List<Choice> all() {
        return NAMED.isPresent() ? List.of(Choice.SERVER, Choice.SERVICE) : List.of(Choice.SERVER);
    }

    /** The server of the tests; only for tests that are not run against the service. */
    public static TestProject ofServer() {
        return Choice.SERVER.open();
    }

    /** The server. */
    public BigQueryServer server() {
        return Optional.ofNullable(server).orElseThrow();
    }

    /** The name of the dataset. */
    public String dataset() {
        return dataset;
    }

    /** What a process needs to load there, with the directories of dlt4j in {@code home}. */
    public Map<String, String> environment(Path home) {
        Map<String, String> environment = new HashMap<>();
        environment.put("DLT_DATA_DIR", home.resolve("data").toString());
        environment.put("DLT_PROJECT_DIR", home.toString());
        if (server == null) {
            environment.put("DESTINATION__BIGQUERY__PROJECT_ID", NAMED.orElseThrow());
            System.getenv().forEach((key, value) -> {
                if (key.startsWith("DESTINATION__BIGQUERY__")) {
                    environment.put(key, value);
                }
            });
        } else {
            environment.put("DESTINATION__BIGQUERY__CREDENTIALS", server.keyFile());
            environment.put("DESTINATION__BIGQUERY__API_ENDPOINT", server.endpoint());
        }
        return environment;
    }

    /** A pipeline that loads there. */
    public Pipeline pipeline(String name, Path home) {
        return pipeline(name, home, Map.of());
    }

    /** The same, with more in its environment. */
    public Pipeline pipeline(String name, Path home, Map<String, String> more) {
        Map<String, String> environment = environment(home);
        environment.putAll(more);
        Pipeline pipeline = Pipeline.named(name)
                .destination("bigquery")
                .dataset(dataset)
                .projectDir(home)
                .environment(environment)
                .open();
        opened.add(pipeline);
        return pipeline;
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        } else if (!opened.isEmpty()) {
            try (var sql = opened.get(0).sqlClient()) {
                sql.query("DROP SCHEMA IF EXISTS `" + dataset + "` CASCADE").list();
                sql.query("DROP SCHEMA IF EXISTS `" + dataset + "_staging` CASCADE")
                        .list();
            }
        }
    }
}
