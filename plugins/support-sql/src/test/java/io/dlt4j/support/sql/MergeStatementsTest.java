package io.dlt4j.support.sql;

import static io.dlt4j.support.sql.Chains.EMPTIED;
import static io.dlt4j.support.sql.Chains.KEY;
import static io.dlt4j.support.sql.Chains.column;
import static io.dlt4j.support.sql.Chains.mark;
import static io.dlt4j.support.sql.Chains.nested;
import static io.dlt4j.support.sql.Chains.root;
import static io.dlt4j.support.sql.Chains.statements;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.MergeJob;
import io.dlt4j.api.load.ReplaceJob;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.MergeStrategy;
import io.dlt4j.api.schema.ReplaceStrategy;
import io.dlt4j.api.schema.TableSchema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MergeStatementsTest {

    private static final ColumnSchema ID = column("id", "primary_key");
    private static final String HASH = "[0-9a-f]{32}";

    @Test
    void aSingleTableIsDeletedByKeyAndInsertedWithoutDuplicates() {
        assertThat(statements(MergeStrategy.DELETE_INSERT, root(ID, column("v"))))
                .containsExactly(
                        "DELETE FROM d.items AS d WHERE EXISTS (SELECT 1 FROM s.items AS s WHERE d.\"id\" = s.\"id\")",
                        "INSERT INTO d.items (\"id\", \"v\", \"_dlt_id\") SELECT \"id\", \"v\", \"_dlt_id\" FROM (SELECT \"id\","
                                + " \"v\", \"_dlt_id\", ROW_NUMBER() OVER (PARTITION BY \"id\" ORDER BY (SELECT NULL)) AS"
                                + " \"_dlt_dedup_rn\" FROM s.items) AS \"_dlt_dedup_numbered\" WHERE \"_dlt_dedup_rn\" = 1");
    }

    @Test
    void aMergeKeyDeletesAndDoesNotDeduplicate() {
        assertThat(statements(MergeStrategy.DELETE_INSERT, root(column("a", "merge_key"), column("b", "merge_key"))))
                .containsExactly(
                        "DELETE FROM d.items AS d WHERE EXISTS (SELECT 1 FROM s.items AS s WHERE d.\"a\" = s.\"a\" AND"
                                + " d.\"b\" = s.\"b\")",
                        "INSERT INTO d.items (\"a\", \"b\", \"_dlt_id\") SELECT \"a\", \"b\", \"_dlt_id\" FROM s.items");
    }

    @Test
    void bothKeysAreOneConditionOrOneStatementEach() {
        TableSchema table = root(ID, column("day", "merge_key"));
        SqlDialect apart = new Chains.Standard() {
            @Override
            public boolean joinsSubqueriesByOr() {
                return false;
            }
        };

        assertThat(statements(MergeStrategy.DELETE_INSERT, table).get(0))
                .isEqualTo(
                        "DELETE FROM d.items AS d WHERE EXISTS (SELECT 1 FROM s.items AS s WHERE d.\"id\" = s.\"id\")"
                                + " OR EXISTS (SELECT 1 FROM s.items AS s WHERE d.\"day\" = s.\"day\")");
        assertThat(statements(apart, MergeStrategy.DELETE_INSERT, table).subList(0, 2))
                .containsExactly(
                        "DELETE FROM d.items AS d WHERE EXISTS (SELECT 1 FROM s.items AS s WHERE d.\"id\" = s.\"id\")",
                        "DELETE FROM d.items AS d WHERE EXISTS (SELECT 1 FROM s.items AS s WHERE d.\"day\" = s.\"day\")");
        assertThat(statements(apart, MergeStrategy.DELETE_INSERT, table, nested("items__l", "items"))
                        .get(1))
                .matches("INSERT INTO \"items_delete_" + HASH + "\" SELECT d\\.\"_dlt_id\" FROM d\\.items AS d WHERE"
                        + " EXISTS \\(SELECT 1 FROM s\\.items AS s WHERE d\\.\"day\" = s\\.\"day\"\\)");
    }

    @Test
    void aChainIsDeletedAndInsertedByTheKeysOfItsRoot() {
        List<String> statements = statements(
                MergeStrategy.DELETE_INSERT, root(ID), nested("items__l", "items"), nested("items__l__m", "items__l"));
        String deleted = statements.get(0).split(" ")[3];
        String inserted = statements.get(4).split(" ")[3];

        assertThat(deleted).matches("\"items_delete_" + HASH + "\"");
        assertThat(inserted).isEqualTo(deleted.replace("_delete_", "_insert_"));
        assertThat(statements)
                .startsWith(
                        "CREATE TEMPORARY TABLE " + deleted + " AS SELECT d.\"_dlt_id\" FROM d.items AS d WHERE EXISTS"
                                + " (SELECT 1 FROM s.items AS s WHERE d.\"id\" = s.\"id\")",
                        "DELETE FROM d.items__l WHERE \"_dlt_root_id\" IN (SELECT * FROM " + deleted + ")",
                        "DELETE FROM d.items__l__m WHERE \"_dlt_root_id\" IN (SELECT * FROM " + deleted + ")",
                        "DELETE FROM d.items WHERE \"_dlt_id\" IN (SELECT * FROM " + deleted + ")",
                        "CREATE TEMPORARY TABLE " + inserted + " AS SELECT \"_dlt_id\" FROM (SELECT \"_dlt_id\","
                                + " ROW_NUMBER() OVER (PARTITION BY \"id\" ORDER BY (SELECT NULL)) AS \"_dlt_dedup_rn\" FROM"
                                + " s.items) AS \"_dlt_dedup_numbered\" WHERE \"_dlt_dedup_rn\" = 1",
                        "INSERT INTO d.items (\"id\", \"_dlt_id\") SELECT \"id\", \"_dlt_id\" FROM s.items WHERE \"_dlt_id\""
                                + " IN (SELECT * FROM " + inserted + ")")
                .hasSize(8);
        assertThat(statements.get(6))
                .isEqualTo(
                        "INSERT INTO d.items__l (\"value\", \"_dlt_root_id\", \"_dlt_parent_id\", \"_dlt_id\") SELECT"
                                + " \"value\", \"_dlt_root_id\", \"_dlt_parent_id\", \"_dlt_id\" FROM (SELECT \"value\","
                                + " \"_dlt_root_id\", \"_dlt_parent_id\", \"_dlt_id\", ROW_NUMBER() OVER (PARTITION BY \"_dlt_id\""
                                + " ORDER BY (SELECT NULL)) AS \"_dlt_dedup_rn\" FROM s.items__l WHERE \"_dlt_root_id\" IN (SELECT *"
                                + " FROM " + inserted + ")) AS \"_dlt_dedup_numbered\" WHERE \"_dlt_dedup_rn\" = 1");
    }

    @Test
    void aDeletionIsLookedForAmongTheChosenRows() {
        ColumnSchema sort =
                column("seq").toBuilder().property("dedup_sort", "desc").build();
        List<String> statements = statements(
                MergeStrategy.DELETE_INSERT, root(ID, sort, mark(DataType.BOOL)), nested("items__l", "items"));

        assertThat(statements.get(3))
                .endsWith(
                        "FROM (SELECT \"_dlt_id\", \"gone\", ROW_NUMBER() OVER (PARTITION BY \"id\" ORDER BY \"seq\" DESC) AS"
                                + " \"_dlt_dedup_rn\" FROM s.items) AS \"_dlt_dedup_numbered\" WHERE \"_dlt_dedup_rn\" = 1 AND"
                                + " (\"gone\" IS NULL OR \"gone\" = FALSE)");
    }

    @Test
    void withoutKeysThereIsNothingToDelete() {
        assertThat(statements(MergeStrategy.DELETE_INSERT, root(column("v"), mark(DataType.TIMESTAMP))))
                .containsExactly(
                        "INSERT INTO d.items (\"v\", \"gone\", \"_dlt_id\") SELECT \"v\", \"gone\", \"_dlt_id\" FROM"
                                + " s.items WHERE \"gone\" IS NULL");
        assertThat(statements(MergeStrategy.DELETE_INSERT, root(column("v")), nested("items__l", "items")))
                .hasSize(2)
                .allMatch(sql -> sql.startsWith("INSERT INTO d.items"));
    }

    @Test
    void rowsThatAreSaidToBeUniqueAreNotNumbered() {
        TableSchema unique =
                root(ID).toBuilder().property("x-stage-data-deduplicated", true).build();

        assertThat(statements(MergeStrategy.DELETE_INSERT, unique, nested("items__l", "items")))
                .noneMatch(sql -> sql.contains("ROW_NUMBER"))
                .hasSize(6);
    }

    @Test
    void columnsWithoutATypeAreNotThere() {
        TableSchema table = root(ID).toBuilder()
                .column(ColumnSchema.builder("later").build())
                .build();

        assertThat(statements(MergeStrategy.DELETE_INSERT, table)).noneMatch(sql -> sql.contains("later"));
    }

    @Test
    void anUpsertUpdatesInsertsAndDropsWhatNestedListsHaveLost() {
        assertThat(statements(MergeStrategy.UPSERT, root(ID, mark(DataType.BOOL)), nested("items__l", "items")))
                .containsExactly(
                        "MERGE INTO d.items AS d USING s.items AS s ON d.\"id\" = s.\"id\" WHEN MATCHED AND s.\"gone\" = TRUE"
                                + " THEN DELETE WHEN MATCHED THEN UPDATE SET \"id\" = s.\"id\", \"gone\" = s.\"gone\","
                                + " \"_dlt_id\" = s.\"_dlt_id\" WHEN NOT MATCHED THEN INSERT (\"id\", \"gone\", \"_dlt_id\")"
                                + " VALUES (s.\"id\", s.\"gone\", s.\"_dlt_id\")",
                        "MERGE INTO d.items__l AS d USING s.items__l AS s ON d.\"_dlt_id\" = s.\"_dlt_id\" WHEN MATCHED THEN"
                                + " UPDATE SET \"value\" = s.\"value\", \"_dlt_root_id\" = s.\"_dlt_root_id\","
                                + " \"_dlt_parent_id\" = s.\"_dlt_parent_id\", \"_dlt_id\" = s.\"_dlt_id\" WHEN NOT MATCHED"
                                + " THEN INSERT (\"value\", \"_dlt_root_id\", \"_dlt_parent_id\", \"_dlt_id\") VALUES"
                                + " (s.\"value\", s.\"_dlt_root_id\", s.\"_dlt_parent_id\", s.\"_dlt_id\")",
                        "DELETE FROM d.items__l WHERE \"_dlt_root_id\" IN (SELECT \"_dlt_id\" FROM s.items) AND \"_dlt_id\" NOT"
                                + " IN (SELECT \"_dlt_id\" FROM s.items__l)",
                        "DELETE FROM d.items__l WHERE \"_dlt_root_id\" IN (SELECT \"_dlt_id\" FROM s.items WHERE \"gone\" ="
                                + " TRUE)");
    }

    @Test
    void insertOnlyNeitherUpdatesNorDeletes() {
        assertThat(statements(MergeStrategy.INSERT_ONLY, root(ID, mark(DataType.BOOL)), nested("items__l", "items")))
                .containsExactly(
                        "MERGE INTO d.items AS d USING (SELECT \"id\", \"gone\", \"_dlt_id\" FROM s.items WHERE (\"gone\" IS NULL"
                                + " OR \"gone\" = FALSE)) AS s ON d.\"id\" = s.\"id\" WHEN NOT MATCHED THEN INSERT (\"id\","
                                + " \"gone\", \"_dlt_id\") VALUES (s.\"id\", s.\"gone\", s.\"_dlt_id\")",
                        "MERGE INTO d.items__l AS d USING s.items__l AS s ON d.\"_dlt_id\" = s.\"_dlt_id\" WHEN NOT MATCHED THEN"
                                + " INSERT (\"value\", \"_dlt_root_id\", \"_dlt_parent_id\", \"_dlt_id\") VALUES (s.\"value\","
                                + " s.\"_dlt_root_id\", s.\"_dlt_parent_id\", s.\"_dlt_id\")");
    }

    @Test
    void versionsEndAndBeginAtTheBoundary() {
        assertThat(statements(new Chains.Standard(), versions(Optional.empty(), column("nk", "merge_key"))))
                .containsExactly(
                        "UPDATE d.items AS d SET \"to\" = TIMESTAMP '2024-01-02T03:04:05Z' WHERE \"to\" IS NULL AND \"_dlt_id\""
                                + " NOT IN (SELECT \"_dlt_id\" FROM s.items) AND EXISTS (SELECT 1 FROM s.items AS s WHERE"
                                + " d.\"nk\" = s.\"nk\")",
                        "INSERT INTO d.items (\"nk\", \"_dlt_id\", \"from\", \"to\") SELECT \"nk\", \"_dlt_id\", TIMESTAMP"
                                + " '2024-01-02T03:04:05Z', NULL FROM s.items AS s WHERE \"_dlt_id\" NOT IN (SELECT"
                                + " \"_dlt_id\" FROM d.items WHERE \"to\" IS NULL)",
                        "INSERT INTO d.items__l (\"value\", \"_dlt_root_id\", \"_dlt_parent_id\", \"_dlt_id\") SELECT \"value\","
                                + " \"_dlt_root_id\", \"_dlt_parent_id\", \"_dlt_id\" FROM s.items__l WHERE \"_dlt_id\" NOT IN"
                                + " (SELECT \"_dlt_id\" FROM d.items__l)");
        assertThat(statements(
                                new Chains.Standard(),
                                versions(Optional.of(Instant.parse("9999-12-31T00:00:00Z")), column("nk")))
                        .get(0))
                .isEqualTo("UPDATE d.items AS d SET \"to\" = TIMESTAMP '2024-01-02T03:04:05Z' WHERE \"to\" = TIMESTAMP"
                        + " '9999-12-31T00:00:00Z' AND \"_dlt_id\" NOT IN (SELECT \"_dlt_id\" FROM s.items)");
    }

    private static MergeJob versions(Optional<Instant> activeUntil, ColumnSchema data) {
        TableSchema table = TableSchema.builder("items")
                .column(column("from", "x-valid-from"))
                .column(column("to", "x-valid-to"))
                .column(data)
                .column(column("_dlt_id", "x-row-version"))
                .build();
        return new MergeJob(
                KEY,
                List.of(table, nested("items__l", "items")),
                MergeStrategy.SCD2,
                EMPTIED,
                Optional.of(new MergeJob.Validity(Instant.parse("2024-01-02T03:04:05Z"), activeUntil)));
    }

    @Test
    void replacingCopiesTableByTable() {
        ReplaceJob job = new ReplaceJob(
                KEY,
                List.of(root(column("v")), nested("items__l", "items")),
                ReplaceStrategy.INSERT_FROM_STAGING,
                EMPTIED);

        assertThat(ReplaceStatements.of(job, new Chains.Standard(), Chains::locate))
                .containsExactly(
                        "DELETE FROM d.items WHERE 1=1",
                        "INSERT INTO d.items (\"v\", \"_dlt_id\") SELECT \"v\", \"_dlt_id\" FROM s.items",
                        "DELETE FROM d.items__l WHERE 1=1",
                        "INSERT INTO d.items__l (\"value\", \"_dlt_root_id\", \"_dlt_parent_id\", \"_dlt_id\") SELECT \"value\","
                                + " \"_dlt_root_id\", \"_dlt_parent_id\", \"_dlt_id\" FROM s.items__l");
    }

    @Test
    void aSwapIsTheDialects() {
        ReplaceJob job = new ReplaceJob(KEY, List.of(root(column("v"))), ReplaceStrategy.STAGING_OPTIMIZED, EMPTIED);

        assertThatThrownBy(() -> ReplaceStatements.of(job, new Chains.Standard(), Chains::locate))
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.code()).isEqualTo(SqlError.SQL_STRATEGY_UNSUPPORTED));
    }

    @Test
    void temporaryNamesAreCutToTheDialectsLength() {
        TableSchema longName = TableSchema.builder("ä".repeat(60))
                .columns(root(ID).columns().values())
                .build();
        String name = statements(MergeStrategy.DELETE_INSERT, longName, nested("l", longName.name()))
                .get(0)
                .split(" ")[3];

        assertThat(name.replace("\"", "").getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(63);
        assertThat(name).matches("\"ä+_delete_" + HASH + "\"");
    }

    @Test
    void theKeyOfTheOnlyPrimaryKeyColumnTellsRowsApart() {
        TableSchema keyed = TableSchema.builder("items").column(ID).build();

        assertThat(statements(MergeStrategy.DELETE_INSERT, keyed, nested("items__l", "items"))
                        .get(3))
                .contains("SELECT \"id\" FROM");
    }

    @Test
    void missingKeysAreNamed() {
        TableSchema compound = TableSchema.builder("items")
                .column(ID)
                .column(column("other", "primary_key"))
                .build();
        TableSchema deep = TableSchema.builder("items__l__m")
                .property("parent", "items__l")
                .column(column("_dlt_parent_id", "parent_key"))
                .column(column("_dlt_id", "row_key"))
                .build();

        assertCode(SqlError.SQL_ROW_KEY_MISSING, MergeStrategy.DELETE_INSERT, compound, nested("items__l", "items"));
        assertCode(SqlError.SQL_ROOT_KEY_MISSING, MergeStrategy.DELETE_INSERT, root(ID), deep);
        assertCode(SqlError.SQL_PRIMARY_KEY_MISSING, MergeStrategy.UPSERT, root(column("id", "merge_key")));
        assertCode(SqlError.SQL_PRIMARY_KEY_MISSING, MergeStrategy.INSERT_ONLY, root(column("id")));
    }

    private static void assertCode(SqlError code, MergeStrategy strategy, TableSchema... chain) {
        assertThatThrownBy(() -> statements(strategy, chain))
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void theParentKeyLeadsToTheRootFromTheFirstLevel() {
        TableSchema first = TableSchema.builder("items__l")
                .property("parent", "items")
                .column(column("_dlt_parent_id", "parent_key"))
                .column(column("_dlt_id", "row_key"))
                .build();

        assertThat(statements(MergeStrategy.DELETE_INSERT, root(ID), first).get(1))
                .startsWith("DELETE FROM d.items__l WHERE \"_dlt_parent_id\" IN");
    }
}
