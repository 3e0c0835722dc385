package io.dlt4j.cli;

import io.dlt4j.Destination;
import io.dlt4j.Pipeline;
import io.dlt4j.PipelineBuilder;
import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.error.DltException;
import io.dlt4j.config.Config;
import io.dlt4j.config.RunContext;
import io.dlt4j.pack.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One call of a command: what it was given, and what it makes of that. */
final class Invocation {

    private static final String DEFAULT_DESTINATION = "duckdb";

    private final Arguments arguments;
    private final Surroundings around;
    private final Output output;
    private final StepWatch watch;
    private final long started = System.nanoTime();

    Invocation(Arguments arguments, Surroundings around, Output output) {
        this.arguments = arguments;
        this.around = around;
        this.output = output;
        this.watch = new StepWatch(progress(arguments.find(Option.PROGRESS).orElse("auto")));
    }

    Arguments arguments() {
        return arguments;
    }

    Surroundings around() {
        return around;
    }

    Output output() {
        return output;
    }

    /** Whether the engine began a step. */
    boolean hasBegun() {
        return watch.hasBegun();
    }

    /** Nanoseconds since the call. */
    long elapsed() {
        return System.nanoTime() - started;
    }

    /** The pipelines of {@code --pipelines-dir}, or of the data directory. */
    KnownPipelines pipelines() {
        Optional<Path> given = arguments.find(Option.PIPELINES_DIR).map(this::path);
        return new KnownPipelines(given.orElseGet(() -> RunContext.of(around.environment(), projectDir())
                .dataDir()
                .resolve("dlt4j")
                .resolve("pipelines")));
    }

    /** The pipeline of that name, as options, configuration and its own state have it. */
    Pipeline open(String name) {
        PipelineBuilder builder =
                Pipeline.named(name).environment(around.environment()).progress(watch);
        arguments.find(Option.PIPELINES_DIR).map(this::path).ifPresent(builder::pipelinesDir);
        projectDir().ifPresent(builder::projectDir);
        arguments.find(Option.CAPABILITIES).map(this::path).ifPresent(builder::capabilities);
        arguments.all(Option.PLUGINS_DIR).forEach(directory -> builder.pluginsDir(path(directory)));
        arguments.find(Option.DATASET).ifPresent(builder::dataset);
        chooseDestination(builder);
        if (arguments.has(Option.DEV_MODE)) {
            builder.devMode(true);
        }
        switch (arguments.command()) {
            case NORMALIZE, LOAD, PIPELINE_SHOW, PIPELINE_SYNC, PIPELINE_DROP, PIPELINE_DROP_PENDING_PACKAGES ->
                builder.attached();
            default -> {}
        }
        if (loads()) {
            builder.defaultDestination(Destination.from(DEFAULT_DESTINATION));
        }
        return builder.open();
    }

    /** Gives the builder what the options say; a name alone is that of a configured destination, or of one of the default type. */
    private void chooseDestination(PipelineBuilder builder) {
        arguments.find(Option.STAGING).ifPresent(builder::staging);
        Optional<String> name = arguments.find(Option.DESTINATION_NAME);
        Optional<String> reference = arguments.find(Option.DESTINATION);
        if (name.isEmpty()) {
            reference.ifPresent(builder::destination);
        } else if (reference.isPresent()) {
            builder.destination(Destination.from(reference.get()).named(name.get()));
        } else if (isConfigured(name.get())) {
            builder.destination(Destination.from(name.get()));
        } else if (loads()) {
            builder.destination(Destination.from(DEFAULT_DESTINATION).named(name.get()));
        } else {
            throw new DltException(
                    CliError.CLI_USAGE,
                    "Option " + Option.DESTINATION_NAME.text() + " says which configuration of a destination is meant;"
                            + " no destination is given, and destination." + name.get()
                            + ".destination_type is not configured.",
                    "Add " + Option.DESTINATION.usage() + ".");
        }
    }

    private boolean isConfigured(String name) {
        RunContext context = RunContext.of(around.environment(), projectDir());
        return Config.of(context, around.environment(), Optional.empty())
                .findExact(ConfigField.text("destination_type").optional(), "destination", name)
                .isPresent();
    }

    private boolean loads() {
        return switch (arguments.command()) {
            case RUN, LOAD, PIPELINE_SHOW, PIPELINE_SYNC, PIPELINE_DROP, PIPELINE_DROP_PENDING_PACKAGES -> true;
            default -> false;
        };
    }

    /** The directory that {@code --project-dir} names, or the current one unless the environment names another. */
    Optional<Path> projectDir() {
        Optional<Path> given = arguments.find(Option.PROJECT_DIR).map(this::path);
        boolean configured =
                !around.environment().getOrDefault("DLT_PROJECT_DIR", "").isEmpty();
        return given.isPresent() || configured ? given : Optional.of(around.directory());
    }

    /** A path of the command line. */
    Path path(String text) {
        return around.directory().resolve(text).normalize();
    }

    private Progress progress(String how) {
        Optional<StatusLine> status = around.terminal().status();
        if (how.equals("none") || arguments.command() == Command.PIPELINE_SHOW) {
            return Progress.NONE;
        }
        if (how.equals("auto") && status.isPresent()) {
            StatusLine line = status.get();
            return ProgressReport.onTerminal(System::nanoTime, text -> {
                if (text.isEmpty()) {
                    line.clear();
                } else {
                    line.show(text);
                }
            });
        }
        return ProgressReport.inLines(System::nanoTime, output::message);
    }

    /** Removes an unfinished line of progress, so that a text can follow. */
    void clearProgress() {
        around.terminal().status().ifPresent(StatusLine::clear);
    }

    /** The options that another command needs to find the same pipeline, with a blank before each. */
    String placeOptions() {
        StringBuilder options = new StringBuilder();
        for (Option place : List.of(Option.PIPELINES_DIR, Option.PROJECT_DIR)) {
            arguments
                    .find(place)
                    .ifPresent(folder ->
                            options.append(' ').append(place.text()).append(' ').append(Shell.quote(folder)));
        }
        return options.toString();
    }
}
