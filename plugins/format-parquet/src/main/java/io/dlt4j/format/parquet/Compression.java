package io.dlt4j.format.parquet;

/** Whether pages are compressed; the numbers are those of {@code CompressionCodec} in parquet.thrift. */
enum Compression {
    UNCOMPRESSED(0),
    SNAPPY(1);

    private final int id;

    Compression(int id) {
        this.id = id;
    }

    int id() {
        return id;
    }
}
