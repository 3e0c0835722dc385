package io.dlt4j.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.dlt4j.Pipeline;
import io.dlt4j.api.error.DltException;
import io.dlt4j.pack.LoadPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A run that failed, in the words of the cases.
 *
 * @param step what failed: {@code extract}, {@code normalize} or {@code load}
 * @param kind what is wrong
 * @param cause the failure itself
 */
record GoldenFailure(String step, String kind, DltException cause) {

    /** What a failed run left tells the step; then it is dropped. */
    static GoldenFailure of(Pipeline pipeline, DltException cause) throws IOException {
        List<LoadPackage> pending = pipeline.pendingPackages();
        String step = pending.isEmpty()
                ? "extract"
                : pending.get(0).stage() == LoadPackage.Stage.EXTRACTED ? "normalize" : "load";
        dropPending(pipeline.workingDirectory().resolve("pending"));
        return new GoldenFailure(step, kind(cause.code().name()), cause);
    }

    /** The outcome that a case expects; empty where the run succeeds. */
    static Optional<String> expected(JsonNode outcome) {
        JsonNode error = outcome.path("error");
        return error.isObject()
                ? Optional.of(
                        error.path("step").asText() + " " + error.path("kind").asText())
                : Optional.empty();
    }

    String described() {
        return step + " " + kind;
    }

    String detail() {
        return ": " + cause.code().name() + " " + cause.getMessage();
    }

    private static String kind(String code) {
        return switch (code) {
            case "NORMALIZE_NULL_REFUSED" -> "null-violation";
            case "INCREMENTAL_CURSOR_MISSING" -> "cursor-missing";
            default -> code.contains("CONTRACT") ? "contract" : code;
        };
    }

    private static void dropPending(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
