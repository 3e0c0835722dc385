package io.dlt4j.cli;

import static io.dlt4j.cli.Option.BASE;
import static io.dlt4j.cli.Option.CAPABILITIES;
import static io.dlt4j.cli.Option.COLUMNS;
import static io.dlt4j.cli.Option.CURSOR;
import static io.dlt4j.cli.Option.DATASET;
import static io.dlt4j.cli.Option.DEBUG;
import static io.dlt4j.cli.Option.DESTINATION;
import static io.dlt4j.cli.Option.DESTINATION_NAME;
import static io.dlt4j.cli.Option.DEV_MODE;
import static io.dlt4j.cli.Option.DROP_ALL;
import static io.dlt4j.cli.Option.DRY_RUN;
import static io.dlt4j.cli.Option.FORMAT;
import static io.dlt4j.cli.Option.HELP;
import static io.dlt4j.cli.Option.JDK;
import static io.dlt4j.cli.Option.JSON;
import static io.dlt4j.cli.Option.KEEP_STATE;
import static io.dlt4j.cli.Option.LIMIT;
import static io.dlt4j.cli.Option.LOADER_FILE_FORMAT;
import static io.dlt4j.cli.Option.MAX_TABLE_NESTING;
import static io.dlt4j.cli.Option.MERGE_KEY;
import static io.dlt4j.cli.Option.MERGE_STRATEGY;
import static io.dlt4j.cli.Option.OCI;
import static io.dlt4j.cli.Option.OUTPUT;
import static io.dlt4j.cli.Option.PIPELINES_DIR;
import static io.dlt4j.cli.Option.PLUGINS_DIR;
import static io.dlt4j.cli.Option.PRIMARY_KEY;
import static io.dlt4j.cli.Option.PROGRESS;
import static io.dlt4j.cli.Option.PROJECT_DIR;
import static io.dlt4j.cli.Option.REFRESH;
import static io.dlt4j.cli.Option.SCHEMA;
import static io.dlt4j.cli.Option.SCHEMA_CONTRACT;
import static io.dlt4j.cli.Option.STAGE;
import static io.dlt4j.cli.Option.STAGING;
import static io.dlt4j.cli.Option.STATE_ONLY;
import static io.dlt4j.cli.Option.STATE_PATHS;
import static io.dlt4j.cli.Option.TABLE;
import static io.dlt4j.cli.Option.WRITE_DISPOSITION;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The table of commands: parsing, help and completion are made from it. */
enum Command {
    RUN(
            new Usage("run", "SOURCE...", 1, Usage.MANY),
            "Loads files: extracts, normalizes and loads them in one go.",
            List.of(
                    "dlt4j run events.jsonl",
                    "dlt4j run 'data/*.csv.gz' --table measurements --write-disposition replace",
                    "dlt4j run orders.csv --cursor updated_at",
                    "dlt4j run users.jsonl --write-disposition merge --primary-key id --columns 'id:bigint,joined:date'",
                    "curl -s https://example.org/users | dlt4j run - --table users --pipeline crm --json"),
            takes(Group.SOURCES, Group.TARGET, Group.STAGED, Group.PLACES, Group.PLUGINS, Group.WORK)),
    EXTRACT(
            new Usage("extract", "SOURCE...", 1, Usage.MANY),
            "Reads files into load packages; needs no destination.",
            List.of("dlt4j extract events.jsonl --pipeline web --destination duckdb"),
            takes(Group.SOURCES, Group.TARGET, Group.STAGED, Group.RULES, Group.PLACES, Group.PLUGINS, Group.WORK)),
    NORMALIZE(
            new Usage("normalize", "", 0, 0),
            "Turns the items of extracted packages into job files for the destination.",
            List.of("dlt4j normalize --pipeline web --destination duckdb"),
            takes(Group.PIPELINE, Group.TARGET, Group.STAGED, Group.RULES, Group.PLACES, Group.PLUGINS, Group.WORK)),
    LOAD(
            new Usage("load", "", 0, 0),
            "Loads the normalized packages into the destination.",
            List.of("dlt4j load --pipeline web --destination duckdb"),
            takes(Group.PIPELINE, Group.TARGET, Group.STAGED, Group.PLACES, Group.PLUGINS, Group.WORK)),
    PIPELINE_LIST(
            new Usage("pipeline list", "", 0, 0),
            "Lists the pipelines, with their last runs and what is pending.",
            List.of("dlt4j pipeline list"),
            takes(Group.PLACES)),
    PIPELINE_INFO(
            new Usage("pipeline NAME info", "", 0, 0),
            "Shows a pipeline's state, its tables and its packages.",
            List.of("dlt4j pipeline web info"),
            takes(Group.PLACES)),
    PIPELINE_TRACE(
            new Usage("pipeline NAME trace", "", 0, 0),
            "Shows what the last run did, step by step.",
            List.of("dlt4j pipeline web trace"),
            takes(Group.PLACES)),
    PIPELINE_SCHEMA(
            new Usage("pipeline NAME schema", "", 0, 0),
            "Prints the default schema as JSON.",
            List.of("dlt4j pipeline web schema > web.schema.json"),
            takes(Group.PLACES)),
    PIPELINE_LOAD_PACKAGE(
            new Usage("pipeline NAME load-package", "[LOAD_ID]", 0, 1),
            "Shows a load package: without LOAD_ID the newest that waits, or else the newest.",
            List.of("dlt4j pipeline web load-package", "dlt4j pipeline web load-package 1795339124.3833785"),
            takes(Group.PLACES)),
    PIPELINE_SHOW(
            new Usage("pipeline NAME show", "TABLE", 1, 1),
            "Shows rows of a table in the destination.",
            List.of("dlt4j pipeline web show events", "dlt4j pipeline web show events --limit 1000 --json"),
            takes(Group.SHOW, Group.TARGET, Group.PLACES, Group.PLUGINS)),
    PIPELINE_FAILED_JOBS(
            new Usage("pipeline NAME failed-jobs", "", 0, 0),
            "Shows which jobs the destination refused, and why.",
            List.of("dlt4j pipeline web failed-jobs"),
            takes(Group.PLACES)),
    PIPELINE_RETRY_FAILED(
            new Usage("pipeline NAME retry-failed", "", 0, 0),
            "Lets the next load try failed packages again, after their cause was mended.",
            List.of("dlt4j pipeline web retry-failed && dlt4j load --pipeline web"),
            takes(Group.PLACES)),
    PIPELINE_DROP_PENDING_PACKAGES(
            new Usage("pipeline NAME drop-pending-packages", "", 0, 0),
            "Throws away what waits: takes back what it has loaded, and the state, so that it can be extracted again.",
            List.of(
                    "dlt4j pipeline web drop-pending-packages",
                    "dlt4j pipeline web drop-pending-packages --keep-state"),
            takes(Group.UNDO, Group.TARGET, Group.PLACES, Group.PLUGINS)),
    PIPELINE_SYNC(
            new Usage("pipeline NAME sync", "", 0, 0),
            "Puts the state and the schemas of the destination in the place of those that are here.",
            List.of("dlt4j pipeline web sync", "dlt4j pipeline web sync --destination postgres --dataset web_data"),
            takes(Group.TARGET, Group.PLACES, Group.PLUGINS)),
    PIPELINE_DROP(
            new Usage("pipeline NAME drop", "[RESOURCE...]", 0, Usage.MANY),
            "Drops tables of resources with their state, so that they begin anew; re: begins a regular expression.",
            List.of(
                    "dlt4j pipeline web drop events --dry-run",
                    "dlt4j pipeline web drop 're:event_.*' users",
                    "dlt4j pipeline web drop --drop-all",
                    "dlt4j pipeline web drop --state-paths 'resources.events.incremental'"),
            takes(Group.DROP, Group.TARGET, Group.PLACES, Group.PLUGINS)),
    DESTINATIONS_LIST(
            new Usage("destinations list", "", 0, 0),
            "Lists the destination types, with the plugins that bring them.",
            List.of("dlt4j destinations list", "dlt4j destinations list --json"),
            takes(Group.PROJECT, Group.PLUGINS)),
    DESTINATIONS_DESCRIBE(
            new Usage("destinations describe", "TYPE", 1, 1),
            "Shows what a destination can do, and how it is configured. TYPE may be the name of a configured one.",
            List.of("dlt4j destinations describe postgres", "dlt4j destinations describe duckdb --json"),
            takes(Group.PROJECT, Group.PLUGINS)),
    DESTINATIONS_CHECK(
            new Usage("destinations check", "REF", 1, 1),
            "Connects to a destination and tries what a load needs, then takes all of it back.",
            List.of(
                    "dlt4j destinations check duckdb --pipeline web",
                    "dlt4j destinations check postgres --destination-name reporting --dataset sales"),
            takes(Group.PIPELINE, Group.CHECKED, Group.PROJECT, Group.PLUGINS)),
    PLUGINS_LIST(
            new Usage("plugins list", "", 0, 0),
            "Lists the plugins that were found, with what each brings; loads none.",
            List.of("dlt4j plugins list", "dlt4j plugins list --json"),
            takes(Group.PROJECT, Group.PLUGINS)),
    PLUGINS_DOCTOR(
            new Usage("plugins doctor", "", 0, 0),
            "Examines each plugin: loads it without its drivers, compares what it says of itself, looks at its files.",
            List.of("dlt4j plugins doctor", "dlt4j plugins doctor --plugins-dir build/plugins --json"),
            takes(Group.PROJECT, Group.PLUGINS)),
    PLUGINS_INSTALL(
            new Usage("plugins install", "G:A:V", 1, 1),
            "Fetches a plugin and its libraries from a Maven repository, and notes their sums in plugins.lock.",
            List.of(
                    "dlt4j plugins install io.dlt4j:dlt4j-destination-postgres:0.1.0",
                    "dlt4j plugins install com.example:acme:1.0 --plugins-dir plugins --repository https://repo.example.com"),
            takes(Group.REPOSITORY, Group.PROJECT, Group.PLUGINS)),
    PLUGINS_VERIFY(
            new Usage("plugins verify", "", 0, 0),
            "Compares the files of installed plugins with plugins.lock.",
            List.of("dlt4j plugins verify", "dlt4j plugins verify --plugins-dir plugins --json"),
            takes(Group.PROJECT, Group.PLUGINS)),
    CONFIG_EXPLAIN(
            new Usage("config explain", "KEY", 1, 1),
            "Shows where configuration comes from: KEY is destination.NAME for all of a destination, or one key.",
            List.of(
                    "dlt4j config explain destination.duckdb",
                    "dlt4j config explain destination.duckdb.credentials --pipeline web",
                    "dlt4j config explain load.workers --json"),
            takes(Group.PIPELINE, Group.PROJECT, Group.PLUGINS)),
    INIT(
            new Usage("init", "DESTINATION", 1, 1),
            "Writes sample configuration for a destination, and a pipeline to start from; what is there stays.",
            List.of("dlt4j init postgres --pipeline crm", "dlt4j init filesystem --project-dir ~/loads --json"),
            takes(Group.PIPELINE, Group.PROJECT, Group.PLUGINS)),
    IMAGE(
            new Usage("image", "", 0, 0),
            "Builds a directory that runs without Java, with what a stage needs and no more; or an image of it for containers.",
            List.of(
                    "dlt4j image --plugins postgres --stage all --output build/dlt4j",
                    "dlt4j image --plugins duckdb,parquet --stage normalize --output build/normalize --oci normalize.tar"),
            takes(Group.IMAGE, Group.PROJECT, Group.PLUGINS)),
    COMPLETION(
            new Usage("completion", "bash|zsh", 1, 1),
            "Prints a script that completes commands and options in the shell.",
            List.of(
                    "dlt4j completion bash > ~/.local/share/bash-completion/completions/dlt4j",
                    "dlt4j completion zsh > \"${fpath[1]}/_dlt4j\""),
            Set.of(HELP));

    /** The first word of the commands about one pipeline. */
    static final String PIPELINE_WORD = "pipeline";

    private static final String PIPELINE_PREFIX = "pipeline NAME ";

    private final Usage usage;
    private final String summary;
    private final List<String> examples;
    private final Set<Option> options;

    Command(Usage usage, String summary, List<String> examples, Set<Option> options) {
        this.usage = usage;
        this.summary = summary;
        this.examples = examples;
        this.options = options;
    }

    /**
     * The words of a command.
     *
     * @param path the command, with {@code NAME} where a pipeline's name goes
     * @param operands what may follow
     * @param fewest how many at least
     * @param most how many at most
     */
    record Usage(String path, String operands, int fewest, int most) {
        static final int MANY = Integer.MAX_VALUE;
    }

    /** Options that go together. */
    private enum Group {
        SOURCES(
                Option.PIPELINE,
                TABLE,
                WRITE_DISPOSITION,
                MERGE_STRATEGY,
                PRIMARY_KEY,
                MERGE_KEY,
                CURSOR,
                COLUMNS,
                MAX_TABLE_NESTING,
                SCHEMA_CONTRACT,
                FORMAT,
                LOADER_FILE_FORMAT,
                REFRESH,
                DEV_MODE),
        PIPELINE(Option.PIPELINE),
        CHECKED(DESTINATION_NAME, DATASET),
        TARGET(DESTINATION, DESTINATION_NAME, DATASET),
        STAGED(STAGING),
        SHOW(LIMIT),
        IMAGE(Option.PLUGINS, STAGE, OUTPUT, OCI, BASE, JDK),
        REPOSITORY(Option.REPOSITORY),
        UNDO(KEEP_STATE),
        DROP(DROP_ALL, STATE_PATHS, SCHEMA, STATE_ONLY, DRY_RUN),
        RULES(CAPABILITIES),
        PLACES(PIPELINES_DIR, PROJECT_DIR),
        PROJECT(PROJECT_DIR),
        PLUGINS(PLUGINS_DIR),
        WORK(PROGRESS);

        private final List<Option> options;

        Group(Option... options) {
            this.options = List.of(options);
        }
    }

    private static Set<Option> takes(Group... groups) {
        Set<Option> all = new LinkedHashSet<>();
        for (Group group : groups) {
            all.addAll(group.options);
        }
        all.addAll(List.of(JSON, DEBUG, HELP));
        return Collections.unmodifiableSet(all);
    }

    /** With {@code NAME} for a pipeline's name, for example {@code pipeline NAME show}. */
    String path() {
        return usage.path();
    }

    /** Path and operands. */
    String usage() {
        return (usage.path() + " " + usage.operands()).strip();
    }

    Usage words() {
        return usage;
    }

    String summary() {
        return summary;
    }

    List<String> examples() {
        return examples;
    }

    /** In the order of the help. */
    Set<Option> options() {
        return options;
    }

    /** Whether it moves data, and goes on where it stopped when it is started again. */
    boolean isStage() {
        return ordinal() <= LOAD.ordinal();
    }

    /** For a command about one pipeline the word after the name, otherwise empty. */
    String operation() {
        return path().startsWith(PIPELINE_PREFIX) ? path().substring(PIPELINE_PREFIX.length()) : "";
    }

    /** The first words of all commands. */
    static List<String> firstWords() {
        Set<String> words = new LinkedHashSet<>();
        for (Command command : values()) {
            int blank = command.path().indexOf(' ');
            words.add(blank < 0 ? command.path() : command.path().substring(0, blank));
        }
        return List.copyOf(words);
    }

    /** The words that may follow a pipeline's name. */
    static List<String> operations() {
        List<String> words = new ArrayList<>();
        for (Command command : values()) {
            if (!command.operation().isEmpty()) {
                words.add(command.operation());
            }
        }
        return words;
    }
}
