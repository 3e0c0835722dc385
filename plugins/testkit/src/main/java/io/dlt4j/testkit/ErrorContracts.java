package io.dlt4j.testkit;

import static io.dlt4j.testkit.Area.ERRORS;

import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.SqlClient;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.SupportsSql;
import io.dlt4j.api.load.SupportsTableFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the destination refuses, and how it says so. */
final class ErrorContracts {

    static final List<Contract> ALL = List.of(
            new Contract(
                    ERRORS,
                    "brokenFilesAreRejected",
                    "JobOutcome.rejected: repeating cannot help, and there is no effect. A job file that is not what its"
                            + " format says is rejected, not tried for ever",
                    ErrorContracts::brokenFilesAreRejected),
            new Contract(
                    ERRORS,
                    "errorsHaveACodeAndANextStep",
                    "DltException: code, what is wrong and where, and the next step for whoever reads it",
                    ErrorContracts::errorsHaveACodeAndANextStep),
            new Contract(
                    ERRORS,
                    "answersSql",
                    "SupportsSql.query: runs one statement with parameters, and hands out rows; without SupportsSql the host"
                            + " says that there is no SQL",
                    ErrorContracts::answersSql));

    private ErrorContracts() {}

    private static void brokenFilesAreRejected(Bench bench) throws Exception {
        if (bench.tested().storesFilesAsTheyAre()) {
            throw new Contract.NotApplicable("the destination stores job files without looking into them");
        }
        bench.load("breaks", Resource.of("items", List.of(Map.of("id", 1))));
        try (Pipeline pipeline = bench.pipeline("breaks")) {
            pipeline.extract(Resource.of("items", List.of(Map.of("id", 2))));
            pipeline.normalize();
            Expect.isTrue(
                    breakFiles(pipeline.workingDirectory()) > 0, "There was no job file of table 'items' to break");
            DltException told = Expect.refusal(pipeline::load, "A load of a broken file");
            Expect.code(told, "LOAD_PACKAGE_FAILED", "A load of a broken file");
        }
        bench.expectValues("items", List.of("1"), "id");
    }

    private static int breakFiles(Path work) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(work)) {
            all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains(File.separator + "jobs" + File.separator))
                    .filter(file -> !file.toString().endsWith(".json"))
                    .forEach(files::add);
        }
        int broken = 0;
        for (Path file : files) {
            byte[] content = Files.readAllBytes(file);
            byte[] noise = new byte[content.length];
            for (int i = 0; i < noise.length; i++) {
                noise[i] = (byte) ('!' + i * 31 % 90);
            }
            Files.write(file, noise);
            broken++;
        }
        return broken;
    }

    private static void errorsHaveACodeAndANextStep(Bench bench) throws Exception {
        if (bench.tested().wrongSettings(bench.scratch()).isEmpty()) {
            throw new Contract.NotApplicable("no wrong settings are given: see TestedDestination.Builder.wrongSetting");
        }
        bench.useWrongSettings();
        try (Pipeline pipeline = bench.pipeline("wrong")) {
            DltException told = Expect.refusal(
                    () -> pipeline.run(Resource.of("items", List.of(Map.of("id", 1)))), "A run with wrong settings");
            Expect.isTrue(
                    told.code().name().matches("[A-Z][A-Z0-9]*(_[A-Z0-9]+)+"),
                    "The code '" + told.code().name() + "' is not AREA_PROBLEM");
            Expect.isTrue(!told.nextStep().isBlank(), told.render() + " has no next step");
            Expect.isTrue(String.valueOf(told.getMessage()).length() > 10, "'" + told.getMessage() + "' says nothing");
        }
    }

    private static void answersSql(Bench bench) throws Exception {
        bench.load(
                "sql", Resource.of("items", List.of(Map.of("id", 1, "name", "one"), Map.of("id", 2, "name", "two"))));
        try (Pipeline pipeline = bench.pipeline("sql")) {
            if (!bench.supports(SupportsSql.class)) {
                Expect.code(
                        Expect.refusal(pipeline::sqlClient, "An SQL client of a destination without SupportsSql"),
                        bench.supports(SupportsTableFiles.class)
                                ? "PIPELINE_SQL_CLIENT_UNAVAILABLE"
                                : "PIPELINE_SQL_UNSUPPORTED",
                        "An SQL client");
                return;
            }
            try (SqlClient sql = pipeline.sqlClient()) {
                String table = sql.qualifiedName("items");
                List<String> names = sql.query("SELECT name FROM " + table + " WHERE id = ?", 2L).list().stream()
                        .map(row -> String.valueOf(row.values().get(0)))
                        .toList();
                Expect.equal(names, List.of("two"), "The names where id = 2");
                DltException told = Expect.refusal(() -> sql.query("SELEKT 1").list(), "A statement that is no SQL");
                Expect.isTrue(
                        !told.category().retried(), "A statement that is no SQL counts as transient: " + told.render());
            }
        }
    }
}
