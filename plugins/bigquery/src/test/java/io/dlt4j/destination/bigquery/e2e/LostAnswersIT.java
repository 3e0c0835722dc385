package io.dlt4j.destination.bigquery.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.dlt4j.Pipeline;
import io.dlt4j.Source;
import io.dlt4j.api.schema.MergeStrategy;
import io.dlt4j.destination.bigquery.server.BigQueryServer;
import io.dlt4j.destination.bigquery.server.Request;
import io.dlt4j.destination.bigquery.server.RequestKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each kind of request does what it asks for, and its answer does not arrive: neither when Google's client tries again by itself, nor
 * when it has given up and the job, or the whole run, is tried again. Rows are neither doubled nor lost.
 */
class LostAnswersIT {

    /** Answers that are lost once each; Google's client waits 200 ms after each. */
    private static final int SEVERAL = 4;

    /** Answers that are lost beyond what Google's client makes up for. */
    private static final int MANY = 3;

    private static final Map<String, String> IMPATIENT = Map.of("DESTINATION__BIGQUERY__RETRY_DEADLINE", "0.05");

    @TempDir
    private Path home;

    @TestFactory
    Stream<DynamicTest> neitherDoubledNorLost() throws IOException {
        Map<String, List<String>> undisturbed = undisturbed();
        assertThat(undisturbed.get("events")).hasSize(3);
        List<DynamicTest> tests = new ArrayList<>();
        for (RequestKind kind : kinds()) {
            tests.add(dynamicTest(
                    kind + ", beyond patience",
                    () -> run(server -> server.faults().loseAnswers(kind, MANY), IMPATIENT, undisturbed)));
        }
        tests.add(dynamicTest("some answers of each kind once", () -> {
            run(
                    server -> kinds().forEach(kind -> server.faults().loseAnswers(firstOfEach(kind), SEVERAL)),
                    Map.of(),
                    undisturbed);
        }));
        for (String strategy : List.of("insert-from-staging", "staging-optimized")) {
            for (RequestKind kind : List.of(RequestKind.JOB_INSERT, RequestKind.JOB_GET)) {
                Map<String, String> environment = new HashMap<>(IMPATIENT);
                environment.put("DESTINATION__BIGQUERY__REPLACE_STRATEGY", strategy);
                tests.add(dynamicTest(
                        kind + ", beyond patience, " + strategy,
                        () -> run(server -> server.faults().loseAnswers(later(kind), MANY), environment, undisturbed)));
            }
        }
        return tests.stream();
    }

    private static Set<RequestKind> kinds() {
        return EnumSet.complementOf(EnumSet.of(RequestKind.INSERT_ALL, RequestKind.DATASET_DELETE));
    }

    /** Requests of that kind once rows are staged. */
    private static Predicate<Request> later(RequestKind kind) {
        AtomicBoolean uploaded = new AtomicBoolean();
        return request -> {
            uploaded.compareAndSet(false, request.kind() == RequestKind.UPLOAD_CHUNK);
            return uploaded.get() && request.kind() == kind && (request.text() + request.parts()).contains("replace");
        };
    }

    private static Predicate<Request> firstOfEach(RequestKind kind) {
        Set<String> seen = new HashSet<>();
        return request -> {
            synchronized (seen) {
                return request.kind() == kind
                        && seen.add(request.parts() + request.query().toString() + request.text());
            }
        };
    }

    private interface Fault {
        void plan(BigQueryServer server);
    }

    private void run(Fault fault, Map<String, String> environment, Map<String, List<String>> expected)
            throws IOException {
        Path directory = Files.createTempDirectory(home, "run");
        try (TestProject project = TestProject.ofServer()) {
            Pipeline pipeline = project.pipeline("shop", directory, environment);
            fault.plan(project.server());
            Shop.runUntilLoaded(pipeline, Shop.source(1));
            fault.plan(project.server());
            Shop.runUntilLoaded(pipeline, Shop.source(2));
            project.server().faults().clear();
            assertThat(Shop.contents(pipeline)).isEqualTo(expected);
            // a load does not wait for them to go; the next one drops what is left
            pipeline.run(List.of(Source.of("shop", Shop.merged("people", MergeStrategy.DELETE_INSERT, true))));
            assertThat(project.server().tableNames(project.dataset() + "_staging"))
                    .as("staging tables that are left")
                    .isEmpty();
        }
    }

    private Map<String, List<String>> undisturbed() throws IOException {
        Path directory = Files.createTempDirectory(home, "undisturbed");
        try (TestProject project = TestProject.ofServer()) {
            Pipeline pipeline = project.pipeline("shop", directory);
            pipeline.run(List.of(Shop.source(1)));
            pipeline.run(List.of(Shop.source(2)));
            return Shop.contents(pipeline);
        }
    }
}
