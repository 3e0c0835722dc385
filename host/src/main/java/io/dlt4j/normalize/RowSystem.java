package io.dlt4j.normalize;

import java.nio.charset.StandardCharsets;

/** The names and constant values of the columns that dlt adds to each row. */
final class RowSystem {

    final String loadIdColumn;
    final String idColumn;
    final String parentIdColumn;
    final String listIndexColumn;
    final String loadId;
    final byte[] loadIdBytes;

    RowSystem(Names names, String loadId) {
        this.loadIdColumn = names.system("_dlt_load_id");
        this.idColumn = names.system("_dlt_id");
        this.parentIdColumn = names.system("_dlt_parent_id");
        this.listIndexColumn = names.system("_dlt_list_idx");
        this.loadId = loadId;
        this.loadIdBytes = loadId.getBytes(StandardCharsets.UTF_8);
    }
}
