package io.dlt4j.cli;

import io.dlt4j.DropInfo;
import io.dlt4j.DropRequest;
import io.dlt4j.Pipeline;
import io.dlt4j.api.error.DltException;
import io.dlt4j.pack.DurableFiles;
import io.dlt4j.pack.Live;
import io.dlt4j.pack.LoadPackage;
import io.dlt4j.pack.PipelineState;
import io.dlt4j.pack.WorkingDirectory;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The commands that give up what a pipeline has here, or in the destination. */
final class DropCommands {

    private final Invocation call;
    private final Output output;
    private final String name;

    DropCommands(Invocation call) {
        this.call = call;
        this.output = call.output();
        this.name = call.arguments().operands().get(0);
    }

    void dropPendingPackages() {
        WorkingDirectory work = call.pipelines().require(name);
        boolean keepState = call.arguments().has(Option.KEEP_STATE);
        Optional<Long> before = version(work);
        List<LoadPackage> pending = work.pending();
        List<String> dropped = pending.isEmpty() ? List.of() : call.open(name).dropPendingPackages(keepState);
        call.clearProgress();
        Optional<Long> after = version(work);
        if (output.isJson()) {
            output.document()
                    .field("pipeline_name", name)
                    .field("load_ids", dropped)
                    .field("state_kept", keepState)
                    .field("state_version", after);
            return;
        }
        if (dropped.isEmpty()) {
            output.line("No pending packages found");
            return;
        }
        dropped.forEach(loadId -> output.line("Package " + loadId + " is dropped."));
        output.line(
                keepState
                        ? "What they had loaded stays in the destination, and the state stays as they left it."
                        : "What they had loaded is taken back, and the state is that of version "
                                + after.map(String::valueOf).orElse("0") + " again"
                                + before.filter(version -> !after.equals(Optional.of(version)))
                                        .map(version -> " (it was " + version + ")")
                                        .orElse("")
                                + ": the next run extracts it anew.");
    }

    void sync() {
        boolean known = call.pipelines().names().contains(name);
        Pipeline pipeline = call.open(name);
        try {
            pipeline.restore();
        } catch (DltException e) {
            if (!known) {
                DurableFiles.delete(pipeline.workingDirectory());
            }
            throw e;
        }
        call.clearProgress();
        WorkingDirectory work = call.pipelines().require(name);
        Optional<PipelineState> state = work.live().read().map(Live::state);
        if (output.isJson()) {
            output.document()
                    .field("pipeline_name", name)
                    .field("state_version", state.map(PipelineState::version))
                    .field("schema_names", state.map(PipelineState::schemaNames).orElse(List.of()));
            return;
        }
        output.line("Pipeline " + name + " has state version "
                + state.map(found -> String.valueOf(found.version())).orElse("0") + " of dataset "
                + pipeline.datasetName() + ", with "
                + Quantity.count(state.map(found -> found.schemaNames().size()).orElse(0), "schema")
                + ".");
    }

    void drop() {
        call.pipelines().require(name);
        DropRequest request = request();
        Pipeline pipeline = call.open(name);
        boolean dry = call.arguments().has(Option.DRY_RUN);
        DropInfo info = dry ? pipeline.planDrop(request) : pipeline.drop(request);
        call.clearProgress();
        info.warnings().forEach(output::message);
        if (output.isJson()) {
            output.document()
                    .field("pipeline_name", name)
                    .field("schema_name", info.schemaName())
                    .field("resources", info.resources())
                    .field("tables", info.tables())
                    .field("tables_with_data", info.tablesWithData())
                    .field("resource_states", info.resourceStates())
                    .field("state_paths", info.statePaths())
                    .field("dropped", !dry && !info.isEmpty());
            return;
        }
        if (info.isEmpty()) {
            output.line("Nothing to drop in schema " + info.schemaName() + ".");
            return;
        }
        output.line((dry ? "Would be dropped" : "Dropped") + " from schema " + info.schemaName() + ":");
        line("resources", info.resources());
        line("tables", info.tables());
        line("tables with data", info.tablesWithData());
        line("resource states", info.resourceStates());
        line("state paths", info.statePaths());
    }

    private void line(String label, List<String> values) {
        if (!values.isEmpty()) {
            output.line("  " + label + ": " + String.join(", ", values));
        }
    }

    private DropRequest request() {
        Arguments arguments = call.arguments();
        List<String> resources =
                arguments.operands().subList(1, arguments.operands().size());
        List<String> paths = arguments.all(Option.STATE_PATHS).stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
        if (resources.isEmpty() && paths.isEmpty() && !arguments.has(Option.DROP_ALL)) {
            throw new DltException(
                    CliError.CLI_USAGE,
                    "What is to be dropped? 'dlt4j pipeline NAME drop' needs resources, --drop-all or --state-paths.",
                    "'dlt4j pipeline " + name + " info' lists the resources; --dry-run shows what would be dropped.");
        }
        DropRequest.Builder request = DropRequest.builder().resources(resources).statePaths(paths);
        arguments.find(Option.SCHEMA).ifPresent(request::schema);
        if (arguments.has(Option.DROP_ALL)) {
            request.all();
        }
        if (arguments.has(Option.STATE_ONLY)) {
            request.stateOnly();
        }
        return request.build();
    }

    private static Optional<Long> version(WorkingDirectory work) {
        return work.live().read().map(live -> live.state().version());
    }
}
