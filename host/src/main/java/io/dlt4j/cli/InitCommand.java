package io.dlt4j.cli;

import io.dlt4j.Destination;
import io.dlt4j.DestinationInfo;
import io.dlt4j.Destinations;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.error.DltException;
import io.dlt4j.config.LoadConfig;
import io.dlt4j.config.RunContext;
import io.dlt4j.config.SampleTable;
import io.dlt4j.config.TomlDraft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes sample configuration files, and a pipeline to start from. All is checked before the first file is written. */
final class InitCommand {

    private static final String CONFIG_TEMPLATE = "# Configuration without secrets; those are in secrets.toml.\n";
    private static final String SECRETS_TEMPLATE = "# Credentials; keep this file out of version control.\n";

    /** What the reference keeps out of version control, as far as dlt4j makes such files. */
    private static final List<String> IGNORED = List.of(
            "secrets.toml",
            "*.secrets.toml",
            ".dlt/profile-name",
            ".dlt/.var",
            "_local",
            "*.duckdb",
            "*.duckdb.lock",
            "*.wal");

    private static final int SECRET_PATTERNS = 2;

    private final Invocation call;
    private final String reference;
    private final RunContext context;

    InitCommand(Invocation call) {
        this.call = call;
        this.reference = call.arguments().operands().get(0);
        this.context = RunContext.of(call.around().environment(), call.projectDir());
    }

    void init() {
        String pipeline = pipelineName();
        Path directory = context.runDir();
        List<String> open = new ArrayList<>();
        List<InitFile> files = new ArrayList<>();
        Path script = directory.resolve(pipeline + "_pipeline.java");
        if (Files.exists(script)) {
            throw new DltException(
                    CliError.CLI_FILE_EXISTS,
                    script + " is there already; it is not overwritten, and nothing else was written.",
                    "Choose another name with " + Option.PIPELINE.usage() + ", or move the file away.");
        }
        TomlDraft config = TomlDraft.of(context.settingsDir().resolve("config.toml"), false, CONFIG_TEMPLATE);
        TomlDraft secrets = TomlDraft.of(context.settingsDir().resolve("secrets.toml"), true, SECRETS_TEMPLATE);
        for (SampleTable table : destinationTables()) {
            open.addAll(secrets.add(table, config));
        }
        SampleTable.of(List.of("load"), LoadConfig.SPEC).forEach(table -> config.add(table, secrets));
        // The secrets are ignored before they are there.
        files.add(InitFile.of(directory.resolve(".gitignore"), ignored(directory.resolve(".gitignore"))));
        files.add(InitFile.of(context.settingsDir().resolve("config.toml"), config.text()));
        files.add(InitFile.secret(context.settingsDir().resolve("secrets.toml"), secrets.text()));
        files.add(InitFile.of(script, PipelineProgram.text(pipeline, reference)));
        files.forEach(InitFile::check);
        files.forEach(InitFile::write);
        report(pipeline, script, files, open);
    }

    private String pipelineName() {
        String name = call.arguments().find(Option.PIPELINE).orElseGet(() -> {
            String words = PipelineName.of(".", context.runDir());
            return Character.isDigit(words.charAt(0)) ? "pipeline_" + words : words;
        });
        boolean valid = !name.isEmpty()
                && !Character.isDigit(name.charAt(0))
                && name.chars().allMatch(c -> c == '_' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9');
        if (!valid) {
            throw new DltException(
                    CliError.CLI_OPTION_INVALID,
                    "'" + name + "' cannot be the name of a new pipeline.",
                    "Use lower-case letters, digits and underscores, a letter first.");
        }
        return name;
    }

    private List<SampleTable> destinationTables() {
        Destination destination = Destination.from(reference);
        try (Destinations destinations = Destinations.of(
                call.around().environment(),
                call.projectDir(),
                call.arguments().find(Option.PLUGINS_DIR).map(call::path))) {
            ConfigSpec spec = destinations.configSpec(destination);
            DestinationInfo info = destinations.inspect(destination);
            return SampleTable.of(List.of("destination", info.name()), spec);
        }
    }

    /** All patterns for a new file; those that keep secrets out for one that is there. */
    private static String ignored(Path file) {
        if (!Files.exists(file)) {
            return "# Secrets, and what a run leaves.\n" + String.join("\n", IGNORED) + "\n";
        }
        try {
            String text = Files.readString(file);
            List<String> present = text.lines().map(String::strip).toList();
            StringBuilder more = new StringBuilder(text);
            for (String pattern : IGNORED.subList(0, SECRET_PATTERNS)) {
                if (!present.contains(pattern)) {
                    more.append(more.isEmpty() || more.charAt(more.length() - 1) == '\n' ? "" : "\n")
                            .append(pattern)
                            .append('\n');
                }
            }
            return more.toString();
        } catch (IOException e) {
            throw InitFile.failed(file, e);
        }
    }

    private void report(String pipeline, Path script, List<InitFile> files, List<String> open) {
        String run = PipelineProgram.commandLine(script);
        Output output = call.output();
        if (output.isJson()) {
            output.document().field("destination", reference).field("pipeline_name", pipeline);
            for (InitFile.Change change : InitFile.Change.values()) {
                output.document().field(change.text(), paths(files, change));
            }
            output.document().field("fill_in", open).field("command", run);
            return;
        }
        for (InitFile.Change change : InitFile.Change.values()) {
            paths(files, change).forEach(path -> output.line(change.text() + "  " + path));
        }
        if (!open.isEmpty()) {
            output.line("");
            output.line("Fill in, in " + context.settingsDir().resolve("secrets.toml") + ":");
            open.forEach(key -> output.line("  " + key));
        }
        output.line("");
        output.line("Then try the destination:  dlt4j destinations check " + Shell.quote(reference) + " --pipeline "
                + pipeline);
        output.line("and run the pipeline:      " + run);
    }

    private static List<String> paths(List<InitFile> files, InitFile.Change change) {
        return files.stream()
                .filter(file -> file.change() == change)
                .map(file -> file.path().toString())
                .toList();
    }
}
