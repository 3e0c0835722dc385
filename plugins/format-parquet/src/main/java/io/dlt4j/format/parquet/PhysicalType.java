package io.dlt4j.format.parquet;

/** How values are stored; the numbers are those of {@code Type} in parquet.thrift. */
enum PhysicalType {
    BOOLEAN(0),
    INT32(1),
    INT64(2),
    DOUBLE(5),
    BYTE_ARRAY(6),
    FIXED_LEN_BYTE_ARRAY(7);

    private final int id;

    PhysicalType(int id) {
        this.id = id;
    }

    int id() {
        return id;
    }
}
