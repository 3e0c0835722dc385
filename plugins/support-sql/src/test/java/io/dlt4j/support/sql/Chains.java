package io.dlt4j.support.sql;

import io.dlt4j.api.load.JobKey;
import io.dlt4j.api.load.MergeJob;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.MergeStrategy;
import io.dlt4j.api.schema.TableSchema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tables and jobs that the tests of statements start from. */
final class Chains {

    static final JobKey KEY = new JobKey("pipe", "1700000001.5", "items.merge");
    static final JobKey EMPTIED = new JobKey("pipe", "1700000001.5", "items.truncate-staging");

    private Chains() {}

    /** The standard's SQL, without schemas in front of names. */
    static class Standard implements SqlDialect {
        @Override
        public String identifier(String name) {
            return '"' + name.replace("\"", "\"\"") + '"';
        }

        @Override
        public String name() {
            return "standard";
        }

        @Override
        public String literal(String text) {
            return "'" + text + "'";
        }

        @Override
        public String sqlType(String table, ColumnSchema column) {
            return column.dataType().orElseThrow().text();
        }

        @Override
        public String timestamp(Instant value, ColumnSchema column) {
            return "TIMESTAMP '" + value + "'";
        }

        @Override
        public int maxIdentifierLength() {
            return 63;
        }
    }

    static ChainTable locate(TableSchema table) {
        return new ChainTable(table, "d." + table.name(), "s." + table.name(), "d");
    }

    static TableSchema root(ColumnSchema... columns) {
        return TableSchema.builder("items")
                .property("write_disposition", "merge")
                .columns(List.of(columns))
                .column(column("_dlt_id", "row_key"))
                .build();
    }

    static TableSchema nested(String name, String parent) {
        return TableSchema.builder(name)
                .property("parent", parent)
                .column(column("value"))
                .column(column("_dlt_root_id", "root_key"))
                .column(column("_dlt_parent_id", "parent_key"))
                .column(column("_dlt_id", "row_key"))
                .build();
    }

    static ColumnSchema column(String name, String... hints) {
        ColumnSchema.Builder column = ColumnSchema.of(name, DataType.TEXT).toBuilder();
        for (String hint : hints) {
            column.property(hint, true);
        }
        return column.build();
    }

    static ColumnSchema mark(DataType type) {
        return ColumnSchema.of("gone", type).toBuilder()
                .property("hard_delete", true)
                .build();
    }

    static List<String> statements(MergeStrategy strategy, TableSchema... chain) {
        return statements(new Standard(), strategy, chain);
    }

    static List<String> statements(SqlDialect dialect, MergeStrategy strategy, TableSchema... chain) {
        return statements(dialect, new MergeJob(KEY, List.of(chain), strategy, EMPTIED, Optional.empty()));
    }

    static List<String> statements(SqlDialect dialect, MergeJob job) {
        return MergeStatements.of(job, dialect, Chains::locate).stream()
                .map(sql -> sql.replace('\n', ' '))
                .toList();
    }
}
