package io.dlt4j.destination.bigquery.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.dlt4j.Pipeline;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Two runs by every disposition and strategy, wherever there is something to load into. */
class DispositionsIT {

    @TempDir
    private Path home;

    @TestFactory
    Stream<DynamicTest> everyDispositionAndStrategy() {
        return TestProject.all().stream()
                .flatMap(choice -> Stream.of("truncate-and-insert", "insert-from-staging", "staging-optimized")
                        .map(strategy -> dynamicTest(choice + ", " + strategy, () -> check(choice, strategy))));
    }

    private void check(TestProject.Choice choice, String replaceStrategy) {
        try (TestProject project = choice.open()) {
            Pipeline pipeline = project.pipeline(
                    "shop",
                    home.resolve(choice + replaceStrategy),
                    Map.of("DESTINATION__BIGQUERY__REPLACE_STRATEGY", replaceStrategy));
            pipeline.run(List.of(Shop.source(1)));
            pipeline.run(List.of(Shop.source(2)));
            Map<String, List<String>> contents = Shop.contents(pipeline);
            assertThat(contents.get("events"))
                    .as("appended")
                    .containsExactly("id=1, price=null", "id=2, price=null", "id=3, price=1.25");
            assertThat(contents.get("events__tags")).containsExactly("value=x", "value=x", "value=y", "value=y");
            assertThat(contents.get("stock")).as("replaced").containsExactly("id=2", "id=3");
            assertThat(contents.get("stock__parts")).containsExactly("value=a", "value=b", "value=c");
            for (String table : List.of("people", "members")) {
                assertThat(contents.get(table))
                        .as("merged into " + table)
                        .containsExactly("id=1, name=null", "id=2, name=two", "id=3, name=null");
                assertThat(contents.get(table + "__parts")).containsExactly("value=a", "value=b", "value=d", "value=e");
            }
            assertThat(contents.get("guests"))
                    .as("inserted unless there")
                    .containsExactly("id=1, name=null", "id=2, name=null", "id=3, name=null");
            assertThat(contents.get("rates"))
                    .as("versions")
                    .containsExactly("currency=eur, rate=1", "currency=eur, rate=3", "currency=usd, rate=2");
            assertThat(contents.get("_dlt_loads")).hasSize(2);
        }
    }
}
