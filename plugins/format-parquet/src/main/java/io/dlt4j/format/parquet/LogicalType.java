package io.dlt4j.format.parquet;

/**
 * What stored values mean: {@code LogicalType} in parquet.thrift, and for older readers {@code ConvertedType}.
 *
 * <p>Field ids and enum numbers are those of parquet.thrift. A converted type is left out where it would say something
 * else, as it always means UTC.
 */
sealed interface LogicalType {

    /** Ids of fields of {@code SchemaElement}. */
    int CONVERTED_TYPE = 6;

    int SCALE = 7;
    int PRECISION = 8;
    int LOGICAL_TYPE = 10;

    /** Writes the fields of {@code SchemaElement} from {@code converted_type} to {@code logicalType}. */
    void write(ThriftWriter element);

    /** As users write it. */
    @Override
    String toString();

    private static void emptyStruct(ThriftWriter element, int id) {
        element.struct(id);
        element.end();
    }

    /** No annotation: the physical type says all. */
    record Plain(String name) implements LogicalType {
        @Override
        public void write(ThriftWriter element) {}

        @Override
        public String toString() {
            return name;
        }
    }

    /** UTF-8 text. */
    record Text() implements LogicalType {
        @Override
        public void write(ThriftWriter element) {
            element.int32(CONVERTED_TYPE, 0);
            element.struct(LOGICAL_TYPE);
            LogicalType.emptyStruct(element, 1);
            element.end();
        }

        @Override
        public String toString() {
            return "string";
        }
    }

    /** A signed integer of 8, 16 or 32 bits. */
    record Int(int bits) implements LogicalType {
        @Override
        public void write(ThriftWriter element) {
            element.int32(CONVERTED_TYPE, bits == 8 ? 15 : bits == 16 ? 16 : 17);
            element.struct(LOGICAL_TYPE);
            element.struct(10);
            element.int8(1, bits);
            element.bool(2, true);
            element.end();
            element.end();
        }

        @Override
        public String toString() {
            return "int" + bits;
        }
    }

    /** A decimal: its unscaled value is stored. */
    record Decimal(int precision, int scale) implements LogicalType {
        @Override
        public void write(ThriftWriter element) {
            element.int32(CONVERTED_TYPE, 5);
            element.int32(SCALE, scale);
            element.int32(PRECISION, precision);
            element.struct(LOGICAL_TYPE);
            element.struct(5);
            element.int32(1, scale);
            element.int32(2, precision);
            element.end();
            element.end();
        }

        @Override
        public String toString() {
            return "decimal(" + precision + ", " + scale + ")";
        }
    }

    /** Days since 1970-01-01. */
    record Date() implements LogicalType {
        @Override
        public void write(ThriftWriter element) {
            element.int32(CONVERTED_TYPE, 6);
            element.struct(LOGICAL_TYPE);
            LogicalType.emptyStruct(element, 6);
            element.end();
        }

        @Override
        public String toString() {
            return "date";
        }
    }

    /** Microseconds since midnight, of no zone. */
    record Time() implements LogicalType {
        @Override
        public void write(ThriftWriter element) {
            element.struct(LOGICAL_TYPE);
            element.struct(7);
            element.bool(1, false);
            element.struct(2);
            LogicalType.emptyStruct(element, TimestampUnit.MICROS.id());
            element.end();
            element.end();
            element.end();
        }

        @Override
        public String toString() {
            return "time";
        }
    }

    /** Units since 1970-01-01T00:00:00. */
    record Timestamp(boolean utc, TimestampUnit unit) implements LogicalType {
        @Override
        public void write(ThriftWriter element) {
            if (utc && unit != TimestampUnit.NANOS) {
                element.int32(CONVERTED_TYPE, unit == TimestampUnit.MILLIS ? 9 : 10);
            }
            element.struct(LOGICAL_TYPE);
            element.struct(8);
            element.bool(1, utc);
            element.struct(2);
            LogicalType.emptyStruct(element, unit.id());
            element.end();
            element.end();
            element.end();
        }

        @Override
        public String toString() {
            return "timestamp in " + unit;
        }
    }
}
