package io.dlt4j.testkit;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.dlt4j.testkit.ContractResult.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * The contracts as tests: a class in the tests of a plugin extends this one, and says which plugin and how it is configured.
 *
 * <pre>{@code
 * final class AcmeContractIT extends DestinationContract {
 *     @Override
 *     protected TestedDestination destination() {
 *         return TestedDestination.of("acme", Path.of("target/plugin/acme"))
 *                 .settingIn("folder", scratch -> scratch.resolve("store").toString())
 *                 .wrongSetting("folder", "/proc/nowhere")
 *                 .build();
 *     }
 * }
 * }</pre>
 *
 * <p>Contracts run against the packaged plugin: the class belongs to the integration tests, which run after the phase
 * {@code package}. Each has a directory and a dataset of its own, and needs no order. Afterwards {@link #reportDirectory} has what
 * became of each. Run some of them with {@code -Ddlt4j.testkit.only=merge,crash/lostAnswers}, and kill the plugin at every step that the
 * host knows too with {@code -Ddlt4j.testkit.crash=all}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DestinationContract {

    private final List<ContractResult> results = Collections.synchronizedList(new ArrayList<>());

    /** For subclasses. */
    protected DestinationContract() {}

    /** The packaged plugin, and what it takes to load into a real store with it. Called for each contract. */
    protected abstract TestedDestination destination();

    /** Where the report is written. */
    protected Path reportDirectory() {
        return Path.of("target", "dlt4j-conformance");
    }

    @TestFactory
    final Stream<DynamicContainer> contracts() {
        return Arrays.stream(Area.values())
                .map(area -> dynamicContainer(
                        area.text(),
                        Conformance.list().stream()
                                .filter(contract -> contract.area() == area && isWanted(contract))
                                .map(this::test)));
    }

    private DynamicTest test(Contract contract) {
        return dynamicTest(contract.name(), () -> {
            ContractResult result = Conformance.of(destination()).run(contract);
            results.add(result);
            if (result.outcome() == Outcome.FAILED) {
                throw new AssertionError(result.detail());
            }
        });
    }

    private static boolean isWanted(Contract contract) {
        String only = System.getProperty("dlt4j.testkit.only", "");
        return only.isEmpty()
                || Arrays.stream(only.split(","))
                        .anyMatch(name -> name.equals(contract.area().text()) || name.equals(contract.id()));
    }

    @AfterAll
    final void writeReport() throws IOException {
        if (!results.isEmpty()) {
            ConformanceReport.of(destination(), results).writeTo(reportDirectory());
        }
    }
}
