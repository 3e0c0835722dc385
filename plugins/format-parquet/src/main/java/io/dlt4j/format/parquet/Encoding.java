package io.dlt4j.format.parquet;

/** How the values of a page are encoded; the numbers are those of {@code Encoding} in parquet.thrift. */
enum Encoding {
    PLAIN(0),
    RLE(3),
    RLE_DICTIONARY(8);

    private final int id;

    Encoding(int id) {
        this.id = id;
    }

    int id() {
        return id;
    }
}
