package io.dlt4j.cli;

import io.dlt4j.api.error.DltException;
import io.dlt4j.pack.Document;
import io.dlt4j.pack.LoadPackage;
import io.dlt4j.pack.LoadPackage.Stage;
import io.dlt4j.pack.WorkLock;
import io.dlt4j.pack.WorkingDirectory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The commands about load packages. They need no destination. */
final class PackageCommands {

    private final Invocation call;
    private final Output output;
    private final String name;
    private final WorkingDirectory work;

    PackageCommands(Invocation call) {
        this.call = call;
        this.output = call.output();
        this.name = call.arguments().operands().get(0);
        this.work = call.pipelines().require(name);
    }

    void show() {
        List<String> operands = call.arguments().operands();
        LoadPackage load = operands.size() > 1 ? require(operands.get(1)) : newest();
        Map<String, @Nullable Object> fields = describe(load);
        if (output.isJson()) {
            fields.forEach(output.document()::field);
            return;
        }
        output.line("Package " + load.loadId() + " found in " + load.directory());
        output.line("The package with load id " + load.loadId() + " for schema " + load.schemaName() + " is in "
                + load.stage() + " state.");
        load.failure().ifPresent(failure -> output.line("Failed due to: " + failure.text("message")));
        List<Document> jobs = jobs(load);
        output.line(jobs.isEmpty() ? "No jobs yet: it is not normalized." : Quantity.count(jobs.size(), "job") + ":");
        for (Document job : jobs) {
            output.line("  " + jobId(job) + ", " + Quantity.count(job.integer("rows"), "row") + ", "
                    + Quantity.bytes(job.integer("bytes")));
        }
    }

    void failedJobs() {
        List<Map<String, @Nullable Object>> failures = new ArrayList<>();
        for (LoadPackage load : failed()) {
            Document failure = load.failure().orElseGet(Document::empty);
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("load_id", load.loadId());
            fields.put("job_id", failure.findText("job_id").orElse(null));
            fields.put("code", failure.findText("code").orElse(null));
            fields.put("message", failure.findText("message").orElse(null));
            failures.add(fields);
        }
        if (output.isJson()) {
            output.document().field("pipeline_name", name).field("failed_jobs", failures);
            return;
        }
        for (Map<String, @Nullable Object> failure : failures) {
            output.line("Package " + failure.get("load_id") + ": job " + failure.get("job_id") + " was refused");
            output.line("  " + failure.get("message"));
        }
        if (failures.isEmpty()) {
            output.line("No failed jobs found");
        } else {
            output.line("");
            output.line("When the cause is mended:");
            output.line("  dlt4j pipeline " + Shell.quote(name) + " retry-failed" + call.placeOptions());
        }
    }

    void retryFailed() {
        List<String> cleared = new ArrayList<>();
        try (WorkLock lock = work.lock("retry-failed")) {
            for (LoadPackage load : failed()) {
                load.clearFailure();
                cleared.add(load.loadId());
            }
        }
        if (output.isJson()) {
            output.document().field("pipeline_name", name).field("load_ids", cleared);
            return;
        }
        cleared.forEach(loadId -> output.line("Package " + loadId + " will be tried again by the next load."));
        if (cleared.isEmpty()) {
            output.line("No failed jobs found");
        } else {
            output.line("");
            output.line("Next:");
            output.line("  dlt4j load --pipeline " + Shell.quote(name) + call.placeOptions());
        }
    }

    private List<LoadPackage> failed() {
        return work.pending().stream()
                .filter(load -> load.stage() == Stage.FAILED)
                .toList();
    }

    private LoadPackage require(String loadId) {
        List<LoadPackage> all = new ArrayList<>(work.pending());
        all.addAll(work.loaded());
        List<String> ids = new ArrayList<>();
        for (LoadPackage load : all) {
            if (load.loadId().equals(loadId)) {
                return load;
            }
            ids.add(load.loadId());
        }
        throw new DltException(
                CliError.CLI_NOT_FOUND,
                "Pipeline '" + name + "' has no package '" + loadId + "'.",
                Nearest.suggestion(loadId, ids) + "'dlt4j pipeline " + name + " info' lists them.");
    }

    /** As in the reference: the newest extracted one, or else normalized, or else complete. */
    private LoadPackage newest() {
        List<LoadPackage> pending = work.pending();
        return last(pending, Stage.EXTRACTED)
                .or(() -> last(pending, Stage.NORMALIZED))
                .or(() -> last(pending, Stage.FAILED))
                .or(() -> last(work.loaded(), Stage.LOADED))
                .orElseThrow(() -> new DltException(
                        CliError.CLI_NOT_FOUND,
                        "Pipeline '" + name + "' has no packages.",
                        "It gets one when data are extracted: dlt4j run SOURCE --pipeline " + Shell.quote(name) + "."));
    }

    private static Optional<LoadPackage> last(List<LoadPackage> packages, Stage stage) {
        Optional<LoadPackage> found = Optional.empty();
        for (LoadPackage load : packages) {
            if (load.stage() == stage) {
                found = Optional.of(load);
            }
        }
        return found;
    }

    private static List<Document> jobs(LoadPackage load) {
        return load.stage() == Stage.EXTRACTED
                ? List.of()
                : load.normalization().documents("jobs");
    }

    private static String jobId(Document job) {
        return job.text("table") + "." + job.text("file_id") + "." + job.text("format");
    }

    private static Map<String, @Nullable Object> describe(LoadPackage load) {
        List<Map<String, @Nullable Object>> jobs = new ArrayList<>();
        for (Document job : jobs(load)) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("job_id", jobId(job));
            fields.put("table_name", job.text("table"));
            fields.put("file_format", job.text("format"));
            fields.put("rows", job.integer("rows"));
            fields.put("bytes", job.integer("bytes"));
            jobs.add(fields);
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("load_id", load.loadId());
        fields.put("schema_name", load.schemaName());
        fields.put("state", load.stage().name().toLowerCase(java.util.Locale.ROOT));
        fields.put("directory", load.directory().toString());
        fields.put("jobs", jobs);
        fields.put("failure", load.failure().map(Document::asMap).orElse(null));
        return fields;
    }
}
