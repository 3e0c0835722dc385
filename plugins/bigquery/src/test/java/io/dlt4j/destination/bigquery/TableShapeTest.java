package io.dlt4j.destination.bigquery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.bigquery.StandardTableDefinition;
import com.google.cloud.bigquery.TableId;
import com.google.cloud.bigquery.TableInfo;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.Identifiers;
import io.dlt4j.api.schema.TableSchema;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TableShapeTest {

    private static final Identifiers PLAIN = new Identifiers() {
        @Override
        public String table(String name) {
            return name;
        }

        @Override
        public String column(String name) {
            return name;
        }
    };

    private static ColumnSchema column(String name, DataType type, String... hints) {
        ColumnSchema.Builder column = ColumnSchema.of(name, type).toBuilder();
        for (String hint : hints) {
            column.property(hint, true);
        }
        return column.build();
    }

    private static TableInfo create(TableSchema.Builder table) {
        return new TableShape(table.build(), PLAIN).create(TableId.of("d", "t"));
    }

    private static StandardTableDefinition definition(TableSchema.Builder table) {
        return create(table).getDefinition();
    }

    @Test
    @DisplayName("106: decimals, texts and bytes with their sizes")
    void typesAreThoseOfTheReference() {
        assertThat(List.of(
                        sql(ColumnSchema.of("c", DataType.DECIMAL)),
                        sql(decimal(6, 2)),
                        sql(decimal(38, 24)),
                        sql(decimal(30, 0)),
                        sql(decimal(29, 0)),
                        sql(decimal(38, 5)),
                        sql(ColumnSchema.of("c", DataType.WEI)),
                        sql(ColumnSchema.builder("c")
                                .dataType(DataType.TIMESTAMP)
                                .precision(3)
                                .build()),
                        sql(ColumnSchema.builder("c")
                                .dataType(DataType.TEXT)
                                .precision(25)
                                .build()),
                        sql(ColumnSchema.builder("c")
                                .dataType(DataType.BINARY)
                                .precision(19)
                                .build()),
                        sql(ColumnSchema.builder("c")
                                .dataType(DataType.BIGINT)
                                .precision(8)
                                .build())))
                .containsExactly(
                        "NUMERIC(38,9)",
                        "NUMERIC(6,2)",
                        "BIGNUMERIC(38,24)",
                        "BIGNUMERIC(30,0)",
                        "NUMERIC(29,0)",
                        "BIGNUMERIC(38,5)",
                        "BIGNUMERIC",
                        "TIMESTAMP",
                        "STRING(25)",
                        "BYTES(19)",
                        "INT64");
        assertThatThrownBy(() -> sql(decimal(76, 0)))
                .isInstanceOf(DltException.class)
                .hasMessageContaining("at most 38 digits before the point");
    }

    private static ColumnSchema decimal(int precision, int scale) {
        return ColumnSchema.builder("c")
                .dataType(DataType.DECIMAL)
                .precision(precision)
                .scale(scale)
                .build();
    }

    private static String sql(ColumnSchema column) {
        return BigQueryTypes.of("t", column).sql();
    }

    @Test
    @DisplayName("107: a partition hint on two columns")
    void onlyOneColumnPartitions() {
        TableSchema.Builder table = TableSchema.builder("t")
                .column(column("a", DataType.DATE, "partition"))
                .column(column("b", DataType.DATE, "x-bigquery-partition"));
        assertThatThrownBy(() -> create(table)).isInstanceOf(DltException.class).hasMessageContaining("[a, b]");
    }

    @Test
    @DisplayName("108: integers, dates and timestamps as partitions")
    void theTypeOfTheColumnSaysHowItPartitions() {
        assertThat(definition(TableSchema.builder("t").column(column("n", DataType.BIGINT, "partition")))
                        .getRangePartitioning()
                        .getRange())
                .hasToString("Range{end=691200000, interval=86400, start=-172800000}");
        for (DataType type : List.of(DataType.DATE, DataType.TIMESTAMP)) {
            assertThat(definition(TableSchema.builder("t").column(column("d", type, "partition")))
                            .getTimePartitioning()
                            .getField())
                    .isEqualTo("d");
        }
        assertThat(definition(TableSchema.builder("t").column(column("s", DataType.TEXT, "partition")))
                        .getTimePartitioning())
                .as("a text partitions nothing, as in the reference")
                .isNull();
    }

    @Test
    void theReferencesTemplateOfRangesIsRead() {
        TableSchema.Builder table = TableSchema.builder("t")
                .column(column("id", DataType.BIGINT))
                .property(
                        "x-bigquery-partition",
                        Map.of("id", "RANGE_BUCKET({column_name}, GENERATE_ARRAY(0, 100, 10))"));
        assertThat(definition(table).getRangePartitioning().getRange())
                .hasToString("Range{end=100, interval=10, start=0}");
        table.property("x-bigquery-partition", Map.of("id", "DATE_TRUNC(id, MONTH)"));
        assertThatThrownBy(() -> create(table)).isInstanceOf(DltException.class);
    }

    @Test
    @DisplayName("110: cluster columns in the order of the list")
    void clusterColumnsKeepTheirOrder() {
        TableSchema.Builder table = TableSchema.builder("t")
                .column(column("a", DataType.TEXT, "x-bigquery-cluster"))
                .column(column("b", DataType.TEXT, "x-bigquery-cluster"));
        assertThat(definition(table).getClustering().getFields()).containsExactly("a", "b");
        table.property("x-bigquery-cluster-columns", List.of("b", "a"));
        assertThat(definition(table).getClustering().getFields()).containsExactly("b", "a");
    }

    @Test
    void anExpirationIsReadAsTheReferenceWritesIt() {
        TableSchema.Builder table = TableSchema.builder("t")
                .column(column("a", DataType.TEXT))
                .property("x-bigquery-table-expiration", "2030-01-01 00:00:00+00:00");
        assertThat(create(table).getExpirationTime()).isEqualTo(1_893_456_000_000L);
        table.property("x-bigquery-table-expiration", "soon");
        assertThatThrownBy(() -> create(table)).isInstanceOf(DltException.class).hasMessageContaining("'soon'");
    }
}
