package io.dlt4j.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.api.schema.TableSchema;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class RowFiltersTest {

    private static final NamingConvention NAMING = NamingConvention.of("snake_case", OptionalInt.empty());

    /** The filters of the reference's case F30. */
    private static final Map<String, Object> FILTERS =
            Map.of("excludes", List.of("re:^meta", "re:^data__secret$", "flag"), "includes", List.of("re:^meta__keep"));

    @Test
    void excludedColumnsGoUnlessTheyAreIncluded() {
        RowFilters filters = filters(FILTERS);
        assertThat(List.of("flag", "meta__a", "data__secret")).allMatch(column -> filters.removes("ev", column));
        assertThat(List.of("id", "flagx", "meta__keep", "data__ok", "_dlt_id"))
                .noneMatch(column -> filters.removes("ev", column));
    }

    @Test
    void columnsOfNestedTablesAreSeenByTheirPathDltsOwnToo() {
        RowFilters filters = filters(FILTERS);
        assertThat(List.of("z", "_dlt_id", "_dlt_parent_id"))
                .allMatch(column -> filters.removes("ev__meta__l", column));
        assertThat(filters.removes("ev__other", "meta")).isFalse();
        assertThat(filters.removes("others", "flag")).isFalse();
    }

    @Test
    void includesAloneRemoveNothing() {
        assertThat(RowFilters.of(schema(Map.of("includes", List.of("id"))), NAMING))
                .isEmpty();
    }

    private static RowFilters filters(Map<String, Object> filters) {
        return RowFilters.of(schema(filters), NAMING).orElseThrow();
    }

    private static DltSchema schema(Map<String, Object> filters) {
        TableSchema table = TableSchema.builder("ev")
                .property("resource", "ev")
                .property("filters", filters)
                .build();
        return DltSchema.create("s", NAMING).withTable(table, true);
    }
}
