package io.dlt4j.extract;

import io.dlt4j.api.schema.DataType;

/** What the cells of a column are. */
enum CsvType {
    /** Anything. */
    TEXT(DataType.TEXT, 0),
    /** See {@link CsvCells#BOOL}. */
    BOOL(DataType.BOOL, CsvCells.BOOL),
    /** See {@link CsvCells#BIGINT}. */
    BIGINT(DataType.BIGINT, CsvCells.BIGINT),
    /** See {@link CsvCells#DOUBLE}. */
    DOUBLE(DataType.DOUBLE, CsvCells.DOUBLE),
    /** See {@link CsvCells#TIMESTAMP}; stays text in JSON. */
    TIMESTAMP(DataType.TIMESTAMP, CsvCells.TIMESTAMP);

    private final DataType dataType;
    private final int kind;

    CsvType(DataType dataType, int kind) {
        this.dataType = dataType;
        this.kind = kind;
    }

    /** The first type that all cells fit, given the kinds that they have in common. */
    static CsvType common(int kinds) {
        for (CsvType type : values()) {
            if ((type.kind & kinds) != 0) {
                return type;
            }
        }
        return TEXT;
    }

    DataType dataType() {
        return dataType;
    }

    /** The bit of {@link CsvCells} that a cell must have to be written as a JSON literal; 0 if none is. */
    int literalKind() {
        return this == TIMESTAMP ? 0 : kind;
    }
}
