package io.dlt4j.cli;

import java.util.List;
import java.util.Locale;

/** The options of all commands; one that several commands take means the same to each. */
enum Option {
    PIPELINE("NAME", "the pipeline; default: run and extract name it after the first source, init after the directory"),
    DESTINATION("REF", "where the data goes; run and load default to duckdb"),
    DESTINATION_NAME("NAME", "the destination's configuration, where one type has several"),
    STAGING("REF", "where job files are put for the destination to load them from, for example filesystem"),
    DATASET("NAME", "the dataset, or database schema; default: <pipeline>_dataset"),
    TABLE("NAME", "one table for all sources; default: each file's name"),
    WRITE_DISPOSITION(
            "MODE",
            "append to the table, replace its rows, or merge by key; default: append",
            "append",
            "replace",
            "merge"),
    MERGE_STRATEGY(
            "STRATEGY",
            "how rows are merged; default: the destination's first strategy",
            "delete-insert",
            "upsert",
            "scd2",
            "insert-only"),
    PRIMARY_KEY("C,..", "the columns that identify a row"),
    MERGE_KEY("C,..", "the columns whose values decide which rows a merge replaces"),
    CURSOR("PATH", "loads only items whose value there, for example updated_at, is new since the last run"),
    COLUMNS("NAME:TYPE,..", "types of columns, for example id:bigint,price:decimal(10,2),at:timestamp(3)"),
    MAX_TABLE_NESTING("N", "how deep lists and objects become tables and columns; what is deeper becomes JSON"),
    SCHEMA_CONTRACT(
            "MODE",
            "what may change in the schema: evolve, freeze, discard_row or discard_value, for all or as entity=MODE,.. with"
                    + " the entities tables, columns and data_type"),
    LOADER_FILE_FORMAT("FORMAT", "the format of job files, where the destination takes several"),
    REFRESH(
            "MODE",
            "removes first what was loaded before: all tables of the source, those of the resources given, or their rows",
            "drop_sources",
            "drop_resources",
            "drop_data"),
    DEV_MODE("", "starts from scratch, in a dataset of its own whose name ends in the time"),
    FORMAT("FORMAT", "the sources' format, where no file name tells it", "jsonl", "json", "csv", "tsv"),
    CAPABILITIES("FILE", "the capability sheet of a destination whose plugin is not here, as JSON"),
    KEEP_STATE("", "takes nothing back: what was loaded stays, and so does the state; what was not loaded is lost"),
    DROP_ALL("", "all resources of the schema"),
    STATE_PATHS("PATH,..", "keys to remove from the state of the source, as names or in JSONPath"),
    SCHEMA("NAME", "the schema whose resources are meant; default: the pipeline's default schema"),
    STATE_ONLY("", "leaves the tables as they are"),
    DRY_RUN("", "shows what would be dropped, and drops nothing"),
    LIMIT("N", "the most rows to show; default: 20"),
    PIPELINES_DIR("DIR", "where pipelines keep their working directories"),
    PROJECT_DIR(
            "DIR", "where .dlt/ is, and where relative paths of destinations start; default: the current directory"),
    PLUGINS_DIR("DIR", "looks for plugins here first; may be given several times"),
    REPOSITORY("URL", "the Maven repository to fetch from; default: Maven Central"),
    PLUGINS("ID,..", "the plugins that go into the image; default: none"),
    STAGE("STAGE", "what the image is for; default: all", "extract", "normalize", "load", "all"),
    OUTPUT("DIR", "the directory to make; it must not be there"),
    OCI("FILE", "writes an image for containers too, a tar in the OCI layout"),
    BASE("FILE", "the image below, a tar that Docker or another tool saved; default: none but the C library's files"),
    JDK("DIR", "the JDK whose Java goes into the image; default: the one that runs this"),
    PROGRESS("HOW", "auto: a line on a terminal, otherwise plain lines", "auto", "plain", "none"),
    JSON("", "prints the result, or the error, as one JSON document"),
    DEBUG("", "logs more, and shows the stack trace of an error"),
    HELP("", "shows this help"),
    VERSION("", "prints the version");

    private final String placeholder;
    private final String help;
    private final List<String> choices;

    Option(String placeholder, String help, String... choices) {
        this.placeholder = placeholder;
        this.help = help;
        this.choices = List.of(choices);
    }

    /** With the dashes, for example {@code --write-disposition}. */
    String text() {
        return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean takesValue() {
        return !placeholder.isEmpty();
    }

    boolean isRepeatable() {
        return this == PLUGINS_DIR;
    }

    boolean isPath() {
        return placeholder.equals("DIR") || placeholder.equals("FILE");
    }

    /** The values that it takes; empty if it takes any. */
    List<String> choices() {
        return choices;
    }

    /** As help shows it, for example {@code --progress auto|plain|none}. */
    String usage() {
        return choices.isEmpty() ? (text() + " " + placeholder).strip() : text() + " " + String.join("|", choices);
    }

    String help() {
        return help;
    }
}
