package io.dlt4j.normalize;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The names and constant values of the columns that dlt adds to each row. */
final class RowSystem {

    final String loadIdColumn;
    final String idColumn;
    final String parentIdColumn;
    final String listIndexColumn;
    /** The column of nested rows for the id of the root's row; {@code null} if they get none. */
    final @Nullable String rootIdColumn;

    final String loadId;
    final byte[] loadIdBytes;

    RowSystem(Names names, String loadId, Optional<String> rootIdColumn) {
        this.rootIdColumn = rootIdColumn.orElse(null);
        this.loadIdColumn = names.system("_dlt_load_id");
        this.idColumn = names.system("_dlt_id");
        this.parentIdColumn = names.system("_dlt_parent_id");
        this.listIndexColumn = names.system("_dlt_list_idx");
        this.loadId = loadId;
        this.loadIdBytes = loadId.getBytes(StandardCharsets.UTF_8);
    }
}
