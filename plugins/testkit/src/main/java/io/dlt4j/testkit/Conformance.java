package io.dlt4j.testkit;

import static java.util.Objects.requireNonNull;

import io.dlt4j.testkit.ContractResult.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/**
 * All contracts, without a test framework around them. {@link DestinationContract} runs them as tests.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Conformance {

    private static final List<Contract> ALL = all();

    private final TestedDestination tested;

    private Conformance(TestedDestination tested) {
        this.tested = requireNonNull(tested, "tested is null");
    }

    /** The contracts of a destination. */
    public static Conformance of(TestedDestination tested) {
        return new Conformance(tested);
    }

    /** The names of all contracts, {@code area/name}, in the order in which they run. */
    public static List<String> contracts() {
        return ALL.stream().map(Contract::id).toList();
    }

    private static List<Contract> all() {
        List<Contract> all = new ArrayList<>();
        all.addAll(DiscoveryContracts.ALL);
        all.addAll(PurityContracts.ALL);
        all.addAll(ConfigContracts.ALL);
        all.addAll(SchemaContracts.ALL);
        all.addAll(AppendContracts.ALL);
        all.addAll(ReplaceContracts.ALL);
        all.addAll(MergeContracts.ALL);
        all.addAll(StateContracts.ALL);
        all.addAll(ErrorContracts.ALL);
        all.addAll(CrashContracts.ALL);
        all.addAll(IsolationContracts.ALL);
        all.addAll(ConcurrencyContracts.ALL);
        return List.copyOf(all);
    }

    static List<Contract> list() {
        return ALL;
    }

    /** Runs all contracts. */
    public ConformanceReport run() {
        return run(name -> true);
    }

    /** Runs the contracts whose names, {@code area/name}, are wanted. */
    public ConformanceReport run(Predicate<String> wanted) {
        List<ContractResult> results = new ArrayList<>();
        for (Contract contract : ALL) {
            if (wanted.test(contract.id())) {
                results.add(run(contract));
            }
        }
        return ConformanceReport.of(tested, results);
    }

    /** Runs one contract; a failure is in the result. */
    ContractResult run(Contract contract) {
        long started = System.nanoTime();
        Outcome outcome = Outcome.PASSED;
        String detail = "";
        try {
            verify(contract);
        } catch (Contract.NotApplicable e) {
            outcome = Outcome.NOT_APPLICABLE;
            detail = String.valueOf(e.getMessage());
        } catch (Contract.Broken e) {
            outcome = Outcome.FAILED;
            detail = String.valueOf(e.getMessage());
        }
        long millis = (System.nanoTime() - started) / 1_000_000;
        return new ContractResult(contract.area(), contract.name(), contract.clause(), outcome, detail, millis);
    }

    /** Runs one contract. */
    private void verify(Contract contract) {
        try (Bench bench = new Bench(tested)) {
            contract.check().run(bench);
            bench.expectNoDefects();
        } catch (Contract.NotApplicable e) {
            throw e;
        } catch (Exception | AssertionError | LinkageError e) {
            throw new Contract.Broken(contract, e);
        }
    }
}
