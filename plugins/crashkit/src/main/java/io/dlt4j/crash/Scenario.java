package io.dlt4j.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A sequence of runs into one dataset: how rows are written, and what each run brings. */
public enum Scenario {
    /** Each run adds the same items. */
    APPEND(Items.SAME, ""),
    /** Each run takes the place of the one before, in tables that are emptied. */
    REPLACE_TRUNCATE_AND_INSERT(Items.CHANGING, "truncate-and-insert", "--write-disposition", "replace"),
    /** As before, by statements that copy from staging tables. */
    REPLACE_INSERT_FROM_STAGING(Items.CHANGING, "insert-from-staging", "--write-disposition", "replace"),
    /** As before, by tables that change their places. */
    REPLACE_STAGING_OPTIMIZED(Items.CHANGING, "staging-optimized", "--write-disposition", "replace"),
    /** Items of a key take the place of earlier ones. */
    MERGE_DELETE_INSERT(Items.CHANGING, "", "--write-disposition", "merge", "--primary-key", "id"),
    /** Items with a merge key remove earlier ones; duplicates would stay. */
    MERGE_BY_MERGE_KEY(Items.CHANGING, "", "--write-disposition", "merge", "--merge-key", "id"),
    /** Without a key a merge only adds: each row too many stays. */
    MERGE_WITHOUT_KEY(Items.SAME, "", "--write-disposition", "merge"),
    /** Items of a key are changed in place. */
    MERGE_UPSERT(Items.CHANGING, "", "--merge-strategy", "upsert", "--primary-key", "id"),
    /** Items of a key that is there stay as they are. */
    MERGE_INSERT_ONLY(Items.CHANGING, "", "--merge-strategy", "insert-only", "--primary-key", "id"),
    /** Each version of an item is kept, with the time that it was valid in. */
    MERGE_SCD2(Items.CHANGING, "", "--merge-strategy", "scd2"),
    /** A growing file of which each run adds what is new. */
    CURSOR_APPEND(Items.GROWING, "", "--cursor", "at"),
    /** A growing file with changed items, of which each run merges what is new. */
    CURSOR_MERGE(Items.CHANGING, "", "--cursor", "at", "--write-disposition", "merge", "--primary-key", "id");

    /** The runs that are compared with the undisturbed ones, one after the other. */
    static final int RUNS = 3;

    static final String PIPELINE = "events";

    private static final int ITEMS = 18;

    private final Items items;
    private final String replaceStrategy;
    private final List<String> options;

    Scenario(Items items, String replaceStrategy, String... options) {
        this.items = items;
        this.replaceStrategy = replaceStrategy;
        this.options = List.of(options);
    }

    private enum Items {
        SAME,
        CHANGING,
        GROWING
    }

    /** The command of a run, whose source is in the directory that it is called in. */
    String[] command(String destination) {
        List<String> command = new ArrayList<>(List.of("run", PIPELINE + ".jsonl", "--destination", destination));
        command.addAll(options);
        return command.toArray(String[]::new);
    }

    /** With parts as small as they can be, and two threads for everything, so that each step is reached several times. */
    Map<String, String> environment(String destination) {
        Map<String, String> common = Map.of(
                "EXTRACT__PART_BYTES", "1024",
                "NORMALIZE__WORKERS", "2",
                "LOAD__WORKERS", "2");
        if (replaceStrategy.isEmpty()) {
            return common;
        }
        Map<String, String> all = new java.util.HashMap<>(common);
        all.put(
                "DESTINATION__" + destination.toUpperCase(java.util.Locale.ROOT) + "__REPLACE_STRATEGY",
                replaceStrategy);
        return all;
    }

    /** The source of a run, counted from 1: items with lists in lists. */
    void writeSource(Path home, int run) throws IOException {
        StringBuilder lines = new StringBuilder();
        int first = items == Items.CHANGING ? (run - 1) * ITEMS / 2 : 0;
        int last = items == Items.GROWING ? run * ITEMS : first + ITEMS;
        for (int id = first; id < last; id++) {
            lines.append(line(id, items == Items.CHANGING ? run : 1));
        }
        Files.writeString(home.resolve(PIPELINE + ".jsonl"), lines);
    }

    /** Items with equal cursor values come in different runs, and a later version of an item has another number of rows. */
    private String line(int id, int version) {
        int at = items == Items.GROWING ? (id + 2) / 4 : version * 1000 + id;
        StringBuilder tags = new StringBuilder();
        for (int tag = 0; tag <= (id + version) % 3; tag++) {
            tags.append(tag == 0 ? "" : ",").append("\"t").append(tag).append('"');
        }
        return ("{\"id\":%d,\"at\":%d,\"version\":%d,\"note\":\"%s\",\"tags\":[%s],"
                        + "\"trip\":{\"x\":%d.5,\"stops\":[{\"n\":%d,\"ways\":[1,2]},{\"n\":%d}]}}\n")
                .formatted(id, at, version, "n".repeat(40), tags, id, id, version);
    }
}
