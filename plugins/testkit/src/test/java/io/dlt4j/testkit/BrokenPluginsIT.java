package io.dlt4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.api.config.Secret;
import io.dlt4j.testkit.ContractResult.Outcome;
import io.dlt4j.testkit.memory.DefectiveMemory;
import io.dlt4j.testkit.memory.DriverBoundMemory;
import io.dlt4j.testkit.memory.Memory;
import io.dlt4j.testkit.memory.StatefulMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** For each contract a plugin that breaks it and nothing else on purpose: the contract finds it, and says which clause it is. */
final class BrokenPluginsIT {

    private static final String SHEET = "META-INF/dlt4j/capabilities/memory.json";

    @TempDir
    static Path directory;

    @TestFactory
    Stream<DynamicTest> eachContractFindsThePluginThatBreaksIt() {
        return Conformance.list().stream()
                .map(contract -> DynamicTest.dynamicTest(contract.id(), () -> find(contract)));
    }

    private static void find(Contract contract) throws IOException {
        Path folder =
                broken(contract.id()).installIn(directory.resolve(contract.id().replace('/', '-')));
        ContractResult result = Conformance.of(tested(folder)).run(contract);
        assertThat(result.outcome()).as(result.detail()).isEqualTo(Outcome.FAILED);
        assertThat(result.detail())
                .startsWith("Contract " + contract.id() + " is broken.\nClause: " + contract.clause() + "\nSeen: ");
    }

    /** One failure does not hide the others, and is in both reports. */
    @Test
    void reportTellsWhatIsBroken() throws IOException {
        Path folder = broken("append/jobsRunTwiceAddOnce").installIn(directory.resolve("reported"));
        ConformanceReport report = Conformance.of(tested(folder)).run(name -> name.startsWith("append/"));
        assertThat(report.isConforming()).isFalse();
        assertThat(report.failures()).extracting(ContractResult::name).containsExactly("jobsRunTwiceAddOnce");
        assertThat(report.results()).hasSize(4);
        assertThat(report.markdown()).contains("1 contracts are broken.", "| jobsRunTwiceAddOnce | failed |");
        assertThat(report.json()).contains("\"conforming\" : false", "\"outcome\" : \"failed\"");
        Path page = report.writeTo(directory.resolve("reports"));
        assertThat(Files.readString(page)).isEqualTo(report.markdown());
        assertThat(page.resolveSibling("memory.json")).exists();
    }

    private static MemoryPlugin broken(String contract) {
        MemoryPlugin plugin = new MemoryPlugin();
        switch (contract) {
            case "discovery/isInOrder":
                return plugin.replace(SHEET, ": 50", ": 60");
            case "discovery/worksOnClassPath":
                return plugin.put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n");
            case "discovery/capabilitiesAreFixed":
                return plugin.replace(SHEET, "upsert", "upsurt");
            case "discovery/factoryHasNoState":
                return plugin.with(StatefulMemory.class).factory(StatefulMemory.class);
            case "purity/describesItselfWithoutLibraries":
                return plugin.with(DriverBoundMemory.class).factory(DriverBoundMemory.class);
            case "purity/extractAndNormalizeWithoutLibraries":
                return plugin.without(SHEET);
            case "merge/appendsWithoutStrategies":
                plugin.replace(SHEET, "[\"delete-insert\", \"upsert\", \"insert-only\"]", "[]");
                break;
            case "merge/scd2":
                plugin.replace(SHEET, "\"insert-only\"", "\"insert-only\", \"scd2\"");
                break;
            default:
                break;
        }
        return plugin.withPackage(DefectiveMemory.class)
                .factory(DefectiveMemory.class)
                .put("META-INF/defect", contract);
    }

    private static TestedDestination tested(Path folder) {
        return TestedDestination.of("memory", folder)
                .settingIn(
                        "journal",
                        scratch -> scratch.resolve("store/memory.jsonl").toString())
                .setting("token", Secret.of("a-token-that-nobody-may-see"))
                .wrongSetting("journal", "/proc/nowhere/memory.jsonl")
                .reader((scratch, dataset, table) -> Memory.rows(scratch.resolve("store/memory.jsonl"), dataset, table))
                .build();
    }
}
