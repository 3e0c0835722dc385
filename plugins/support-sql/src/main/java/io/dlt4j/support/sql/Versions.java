package io.dlt4j.support.sql;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.MergeJob.Validity;
import io.dlt4j.api.schema.ColumnSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Keeps all versions of rows (slowly changing dimension, type 2): ends the active versions that are not staged again, and begins
 * those that are staged and not active. With a merge key only versions end whose key is staged.
 */
final class Versions {

    private final SqlDialect dialect;
    private final List<ChainTable> chain;
    private final ChainTable root;
    private final Validity validity;
    private final ColumnSchema from;
    private final ColumnSchema to;
    private final String hash;

    Versions(SqlDialect dialect, List<ChainTable> chain, Validity validity) {
        this.dialect = dialect;
        this.chain = chain;
        this.root = chain.get(0);
        this.validity = validity;
        this.from = require("x-valid-from");
        this.to = require("x-valid-to");
        this.hash = dialect.identifier(require("x-row-version").name());
    }

    List<String> statements() {
        List<String> statements = new ArrayList<>();
        statements.add(retire());
        statements.add(begin());
        for (ChainTable table : chain.subList(1, chain.size())) {
            String rowKey = dialect.identifier(ChainKeys.rowKey(table.schema()));
            statements.add(table.insert(
                    dialect,
                    table.staging() + " WHERE " + rowKey + " NOT IN (SELECT " + rowKey + " FROM " + table.target()
                            + ")"));
        }
        return statements;
    }

    private String retire() {
        List<String> mergeKey = new ChainKeys(root.schema()).mergeKey();
        String candidates = mergeKey.isEmpty() ? "" : " AND " + Conditions.staged(dialect, root, mergeKey);
        return "UPDATE " + root.target() + " AS d SET " + dialect.identifier(to.name()) + " = "
                + dialect.timestamp(validity.boundary(), to) + " WHERE " + isActive() + " AND " + hash
                + " NOT IN (SELECT " + hash + " FROM " + root.staging() + ")" + candidates;
    }

    private String begin() {
        List<String> data = root.columns().stream()
                .map(ColumnSchema::name)
                .filter(Predicate.not(name -> name.equals(from.name()) || name.equals(to.name())))
                .map(dialect::identifier)
                .toList();
        String names = data.stream().collect(Collectors.joining(", "));
        return "INSERT INTO " + root.target() + " (" + names + ", " + dialect.identifier(from.name()) + ", "
                + dialect.identifier(to.name()) + ") SELECT " + names + ", "
                + dialect.timestamp(validity.boundary(), from)
                + ", " + activeEnd() + " FROM " + root.staging() + " AS s WHERE " + hash + " NOT IN (SELECT " + hash
                + " FROM " + root.target() + " WHERE " + isActive() + ")";
    }

    private String isActive() {
        String name = dialect.identifier(to.name());
        return validity.activeUntil().isPresent() ? name + " = " + activeEnd() : name + " IS NULL";
    }

    private String activeEnd() {
        return validity.activeUntil().map(end -> dialect.timestamp(end, to)).orElse("NULL");
    }

    private ColumnSchema require(String hint) {
        return root.schema()
                .columnWith(hint)
                .filter(ColumnSchema::isComplete)
                .orElseThrow(() -> new DltException(
                        SqlError.SQL_VERSION_COLUMN_MISSING,
                        "Table '" + root.name() + "' is merged by 'scd2' and has no column with the hint " + hint + ".",
                        "Declare the merge with MergeOptions.scd2(), and give each row the column of its version."));
    }
}
