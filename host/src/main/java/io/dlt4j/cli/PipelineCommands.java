package io.dlt4j.cli;

import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.pack.Document;
import io.dlt4j.pack.Live;
import io.dlt4j.pack.LoadPackage;
import io.dlt4j.pack.WorkingDirectory;
import io.dlt4j.schema.DltSchema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The commands that show what is known about pipelines. They read working directories, and open no destination. */
final class PipelineCommands {

    private final Invocation call;
    private final Output output;
    private final KnownPipelines pipelines;

    PipelineCommands(Invocation call) {
        this.call = call;
        this.output = call.output();
        this.pipelines = call.pipelines();
    }

    void list() {
        List<Listed> found = new ArrayList<>();
        for (String name : pipelines.names()) {
            WorkingDirectory work = pipelines.require(name);
            found.add(new Listed(name, lastRun(work), work.pending().size()));
        }
        found.sort((a, b) ->
                b.lastRun().orElse(Instant.EPOCH).compareTo(a.lastRun().orElse(Instant.EPOCH)));
        if (output.isJson()) {
            output.document()
                    .field("directory", pipelines.folder().toString())
                    .field("pipelines", found.stream().map(Listed::fields).toList());
            return;
        }
        output.line((found.isEmpty() ? "No pipelines" : Quantity.count(found.size(), "pipeline")) + " found in "
                + pipelines.folder());
        found.forEach(pipeline -> output.line(pipeline.text()));
    }

    void info() {
        WorkingDirectory work = work();
        Optional<Live> live = work.live().read();
        List<LoadPackage> packages = new ArrayList<>(work.pending());
        packages.addAll(work.loaded());
        if (output.isJson()) {
            describe(work, live, packages);
            return;
        }
        output.line("Found pipeline " + name() + " in " + pipelines.folder());
        live.ifPresent(found -> {
            output.line("Synchronized state:");
            printState(found);
            found.schemas().values().forEach(this::printResources);
        });
        output.line("Working dir content:");
        for (LoadPackage load : packages) {
            output.line("  " + load.loadId() + " " + load.stage() + ", schema " + load.schemaName());
        }
        if (packages.isEmpty()) {
            output.line("  no packages");
        }
        output.line("Last run: " + lastRun(work).map(PipelineCommands::ago).orElse("never"));
    }

    void schema() {
        Live live = work().live().read().orElseThrow(this::noSchema);
        String name = live.state().defaultSchemaName().orElse("");
        DltSchema schema = Optional.ofNullable(live.schemas().get(name)).orElseThrow(this::noSchema);
        output.line(schema.prettyJson().stripTrailing());
    }

    void trace() {
        Optional<Document> trace = Document.find(work().root().resolve("trace.json"));
        if (output.isJson()) {
            trace.ifPresent(found -> found.asMap().forEach(output.document()::field));
            output.document();
            return;
        }
        output.line(trace.map(TraceText::of).orElse("No trace found: pipeline " + name() + " has not run yet."));
    }

    private RuntimeException noSchema() {
        return new io.dlt4j.api.error.DltException(
                CliError.CLI_NOT_FOUND,
                "Pipeline '" + name() + "' has no schema yet.",
                "It gets one when data are extracted: dlt4j run SOURCE --pipeline " + Shell.quote(name()) + ".");
    }

    private void describe(WorkingDirectory work, Optional<Live> live, List<LoadPackage> packages) {
        JsonDocument document = output.document()
                .field("pipeline_name", name())
                .field("working_directory", work.root().toString())
                .field("last_run", lastRun(work));
        live.ifPresent(found -> {
            Map<String, @Nullable Object> schemas = new TreeMap<>();
            found.schemas().forEach((schema, content) -> schemas.put(schema, resources(content)));
            document.field("state", state(found)).field("schemas", schemas);
        });
        List<Map<String, String>> described = new ArrayList<>();
        for (LoadPackage load : packages) {
            described.add(
                    Map.of("load_id", load.loadId(), "stage", load.stage().name(), "schema_name", load.schemaName()));
        }
        document.field("packages", described);
    }

    private void printState(Live live) {
        state(live).forEach((key, value) -> output.line("  " + key + ": " + value));
    }

    private static Map<String, @Nullable Object> state(Live live) {
        Map<String, @Nullable Object> state = new LinkedHashMap<>();
        state.put("pipeline_name", live.state().pipelineName());
        state.put("dataset_name", live.state().datasetName().orElse(null));
        state.put("default_schema_name", live.state().defaultSchemaName().orElse(null));
        state.put("schema_names", live.state().schemaNames());
        state.put("destination_type", live.state().destinationType().orElse(null));
        state.put("destination_name", live.state().destinationName().orElse(null));
        live.state().stagingType().ifPresent(type -> {
            state.put("staging_type", type);
            state.put("staging_name", live.state().stagingName().orElse(null));
        });
        state.put("_state_version", live.state().version());
        state.put("_version_hash", live.state().versionHash());
        state.put("first_run", live.state().isFirstRun());
        return state;
    }

    private void printResources(DltSchema schema) {
        output.line("Resources in schema: " + schema.name());
        resources(schema).forEach((resource, tables) -> {
            output.line(resource + " with " + Quantity.count(tables.size(), "table") + ":");
            tables.forEach(table -> output.line("  " + table));
        });
    }

    /** The tables of each resource: nested tables belong to the resource of their root. */
    private static Map<String, List<String>> resources(DltSchema schema) {
        Map<String, List<String>> resources = new TreeMap<>();
        for (TableSchema table : schema.tables().values()) {
            TableSchema root = table;
            while (root.parent().isPresent()
                    && schema.tables().containsKey(root.parent().get())) {
                root = schema.tables().get(root.parent().get());
            }
            if (!table.name().startsWith("_dlt")) {
                resources
                        .computeIfAbsent(root.text("resource").orElse(root.name()), key -> new ArrayList<>())
                        .add(table.name());
            }
        }
        return resources;
    }

    private String name() {
        return call.arguments().operands().get(0);
    }

    private WorkingDirectory work() {
        return pipelines.require(name());
    }

    private static Optional<Instant> lastRun(WorkingDirectory work) {
        return Document.find(work.root().resolve("trace.json"))
                .flatMap(trace -> trace.findText("started_at"))
                .map(Instant::parse);
    }

    private static String ago(Instant instant) {
        return Quantity.age(Duration.between(instant, Instant.now()).toSeconds()) + " ago";
    }

    /** A line of the list. */
    private record Listed(String name, Optional<Instant> lastRun, int pending) {

        String text() {
            String waiting = pending == 0 ? "" : ", " + Quantity.count(pending, "package") + " pending";
            return name + " (last run: " + lastRun.map(PipelineCommands::ago).orElse("never") + waiting + ")";
        }

        Map<String, @Nullable Object> fields() {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("name", name);
            fields.put("last_run", lastRun.orElse(null));
            fields.put("pending_packages", pending);
            return fields;
        }
    }
}
