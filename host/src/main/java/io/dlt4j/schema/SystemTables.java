package io.dlt4j.schema;

import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.TableSchema;
import java.util.List;

/** The tables that every schema has, and the one that holds pipeline states, as the reference defines them. */
public final class SystemTables {

    /** What the names of all system tables and columns begin with; the same under every naming convention. */
    public static final String PREFIX = "_dlt";

    static final String VERSION = "_dlt_version";
    static final String LOADS = "_dlt_loads";
    private static final String STATE = "_dlt_pipeline_state";

    private static final long LOAD_ID_LENGTH = 64;

    private SystemTables() {}

    /** The stored schemas, {@code _dlt_version}. */
    static TableSchema version() {
        return TableSchema.builder(VERSION)
                .columns(List.of(
                        required("version", DataType.BIGINT),
                        required("engine_version", DataType.BIGINT),
                        required("inserted_at", DataType.TIMESTAMP),
                        required("schema_name", DataType.TEXT),
                        required("version_hash", DataType.TEXT),
                        required("schema", DataType.TEXT)))
                .property("write_disposition", "skip")
                .property("resource", VERSION)
                .property("description", "Created by DLT. Tracks schema updates")
                .build();
    }

    /** The completed loads, {@code _dlt_loads}. */
    static TableSchema loads() {
        return TableSchema.builder(LOADS)
                .columns(List.of(
                        loadId("load_id"),
                        ColumnSchema.of("schema_name", DataType.TEXT),
                        required("status", DataType.BIGINT),
                        required("inserted_at", DataType.TIMESTAMP),
                        ColumnSchema.of("schema_version_hash", DataType.TEXT)))
                .property("write_disposition", "skip")
                .property("resource", LOADS)
                .property("description", "Created by DLT. Tracks completed loads")
                .build();
    }

    /**
     * The pipeline states, {@code _dlt_pipeline_state}, as it is added to a schema when a state is first extracted.
     * The normalizer adds {@code _dlt_id}.
     */
    public static TableSchema pipelineState() {
        return TableSchema.builder(STATE)
                .columns(List.of(
                        required("version", DataType.BIGINT),
                        required("engine_version", DataType.BIGINT),
                        required("pipeline_name", DataType.TEXT),
                        required("state", DataType.TEXT),
                        required("created_at", DataType.TIMESTAMP),
                        ColumnSchema.of("version_hash", DataType.TEXT),
                        loadId("_dlt_load_id")))
                .property("write_disposition", "append")
                .property("file_format", "preferred")
                .property("resource", STATE)
                .build();
    }

    /** Whether a table or column of that normalized name is dlt's own. */
    public static boolean isSystemName(String name) {
        return name.startsWith(PREFIX);
    }

    private static ColumnSchema required(String name, DataType type) {
        return ColumnSchema.builder(name).dataType(type).nullable(false).build();
    }

    private static ColumnSchema loadId(String name) {
        return required(name, DataType.TEXT).toBuilder()
                .property("precision", LOAD_ID_LENGTH)
                .build();
    }
}
