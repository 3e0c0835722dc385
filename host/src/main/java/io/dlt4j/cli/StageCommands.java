package io.dlt4j.cli;

import io.dlt4j.ExtractInfo;
import io.dlt4j.LoadInfo;
import io.dlt4j.NormalizeInfo;
import io.dlt4j.Pipeline;
import io.dlt4j.ResumableRun;
import io.dlt4j.RunOptions;
import io.dlt4j.api.error.DltException;

/** The commands that move data. */
final class StageCommands {

    private static final double NANOS = 1e9;

    private final Invocation call;
    private final Output output;

    StageCommands(Invocation call) {
        this.call = call;
        this.output = call.output();
    }

    void run() {
        RunOptions options = HintOptions.of(call.arguments());
        SourceSelection selection = SourceSelection.of(call);
        Pipeline pipeline = call.open(nameAfterSource());
        new ResumableRun(pipeline).run(selection.fingerprint(), selection.sources(), options, this::report);
    }

    void extract() {
        RunOptions options = HintOptions.of(call.arguments());
        SourceSelection selection = SourceSelection.of(call);
        Pipeline pipeline = call.open(nameAfterSource());
        report(pipeline.extract(selection.sources(), options));
    }

    void normalize() {
        report(call.open(existing()).normalize());
    }

    void load() {
        report(call.open(existing()).load());
    }

    private String nameAfterSource() {
        return call.arguments()
                .find(Option.PIPELINE)
                .orElseGet(() -> PipelineName.of(
                        call.arguments().operands().get(0), call.around().directory()));
    }

    /** The pipeline to go on with: nothing but its name can say which. */
    private String existing() {
        KnownPipelines pipelines = call.pipelines();
        String name = call.arguments()
                .find(Option.PIPELINE)
                .orElseThrow(() -> new DltException(
                        CliError.CLI_USAGE,
                        "Which pipeline is meant? 'dlt4j "
                                + call.arguments().command().path() + "' needs " + Option.PIPELINE.usage() + ".",
                        pipelines.listed()));
        pipelines.require(name);
        return name;
    }

    private void report(LoadInfo info) {
        call.clearProgress();
        info.warnings().forEach(output::message);
        if (output.isJson()) {
            new LoadResult(info).describe(output.document());
            output.document().field("elapsed_seconds", call.elapsed() / NANOS);
        } else {
            new LoadResult(info).print(output, call.elapsed(), call.placeOptions());
        }
        output.finish();
    }

    private void report(ExtractInfo info) {
        call.clearProgress();
        if (output.isJson()) {
            output.document()
                    .field("pipeline_name", info.pipelineName())
                    .field("load_ids", info.loadIds())
                    .field("extracted_bytes", info.bytes())
                    .field("discarded", LoadResult.discarded(info.discarded()))
                    .field("elapsed_seconds", call.elapsed() / NANOS);
            return;
        }
        output.line(info.toString());
        info.bytes().forEach((table, bytes) -> output.line("- " + table + ": " + Quantity.bytes(bytes)));
        if (!info.loadIds().isEmpty()) {
            next("normalize", info.pipelineName());
        }
    }

    private void report(NormalizeInfo info) {
        call.clearProgress();
        info.warnings().forEach(output::message);
        if (output.isJson()) {
            output.document()
                    .field("pipeline_name", info.pipelineName())
                    .field("load_ids", info.loadIds())
                    .field("row_counts", info.rowCounts())
                    .field("columns_without_type", info.nullOnly())
                    .field("discarded", LoadResult.discarded(info.discarded()))
                    .field("collisions", LoadResult.fields(info.collisions()))
                    .field("elapsed_seconds", call.elapsed() / NANOS);
            return;
        }
        output.line(info.toString());
        if (!info.loadIds().isEmpty()) {
            next("load", info.pipelineName());
        }
    }

    private void next(String command, String pipeline) {
        output.line("");
        output.line("Next:");
        output.line("  dlt4j " + command + " --pipeline " + Shell.quote(pipeline) + call.placeOptions());
    }
}
