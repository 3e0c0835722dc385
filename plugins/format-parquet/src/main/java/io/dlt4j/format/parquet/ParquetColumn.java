package io.dlt4j.format.parquet;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.format.ColumnVector;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** A column of the file: how its values are stored and what they mean. */
final class ParquetColumn {

    /** The most digits that the reference writes and Arrow reads (decimal256). */
    static final int MAX_PRECISION = 76;

    /** The most digits that fit in 64 bits. */
    static final int MAX_LONG_PRECISION = 18;

    private static final int OPTIONAL = 1;
    private static final int REQUIRED = 0;

    private final String name;
    private final byte[] nameBytes;
    private final boolean nullable;
    private final PhysicalType physical;
    private final LogicalType logical;
    private final int fixedLength;

    private ParquetColumn(ColumnSchema schema, PhysicalType physical, LogicalType logical) {
        this.name = schema.name();
        this.nameBytes = name.getBytes(StandardCharsets.UTF_8);
        this.nullable = schema.isNullable();
        this.physical = physical;
        this.logical = logical;
        this.fixedLength =
                physical == PhysicalType.FIXED_LEN_BYTE_ARRAY && logical instanceof LogicalType.Decimal decimal
                        ? BigInteger.TEN.pow(decimal.precision()).bitLength() / Byte.SIZE + 1
                        : 0;
    }

    /**
     * The Parquet column for a column of the schema.
     *
     * @throws DltException if there is none
     */
    static ParquetColumn of(ColumnSchema schema) {
        if (!schema.isComplete()) {
            throw noType(schema, "has no data type");
        }
        DataType type = schema.dataType().orElseThrow();
        return switch (type) {
            case TEXT, JSON -> new ParquetColumn(schema, PhysicalType.BYTE_ARRAY, new LogicalType.Text());
            case BINARY -> new ParquetColumn(schema, PhysicalType.BYTE_ARRAY, new LogicalType.Plain("binary"));
            case DOUBLE -> new ParquetColumn(schema, PhysicalType.DOUBLE, new LogicalType.Plain("double"));
            case BOOL -> new ParquetColumn(schema, PhysicalType.BOOLEAN, new LogicalType.Plain("bool"));
            case BIGINT -> integer(schema);
            case TIMESTAMP -> timestamp(schema);
            case DATE -> new ParquetColumn(schema, PhysicalType.INT32, new LogicalType.Date());
            case TIME -> new ParquetColumn(schema, PhysicalType.INT64, new LogicalType.Time());
            case DECIMAL, WEI -> decimal(schema);
            default -> throw noType(schema, "has the type '" + type.text() + "', which Parquet files cannot hold");
        };
    }

    private static ParquetColumn integer(ColumnSchema schema) {
        int bits = schema.precision().orElse(Long.SIZE);
        if (bits > Integer.SIZE) {
            return new ParquetColumn(schema, PhysicalType.INT64, new LogicalType.Plain("int64"));
        }
        int width = bits <= Byte.SIZE ? Byte.SIZE : bits <= Short.SIZE ? Short.SIZE : Integer.SIZE;
        return new ParquetColumn(schema, PhysicalType.INT32, new LogicalType.Int(width));
    }

    private static ParquetColumn timestamp(ColumnSchema schema) {
        TimestampUnit unit = TimestampUnit.of(schema.precision().orElse(6));
        return new ParquetColumn(schema, PhysicalType.INT64, new LogicalType.Timestamp(schema.hasTimezone(), unit));
    }

    private static ParquetColumn decimal(ColumnSchema schema) {
        if (schema.precision().isEmpty()) {
            throw noType(schema, "is a decimal without precision");
        }
        int precision = schema.precision().orElseThrow();
        int scale = schema.scale().orElse(0);
        if (precision < 1 || scale < 0 || scale > precision) {
            throw noType(schema, "has precision " + precision + " and scale " + scale + ", which is no decimal");
        }
        if (precision > MAX_PRECISION) {
            scale = Math.max(0, MAX_PRECISION - (precision - scale));
            precision = MAX_PRECISION;
        }
        PhysicalType physical =
                precision <= MAX_LONG_PRECISION ? PhysicalType.INT64 : PhysicalType.FIXED_LEN_BYTE_ARRAY;
        return new ParquetColumn(schema, physical, new LogicalType.Decimal(precision, scale));
    }

    private static DltException noType(ColumnSchema schema, String problem) {
        return new DltException(
                ParquetError.PARQUET_COLUMN_TYPE,
                "Column '" + schema.name() + "' " + problem + ".",
                "Give the column a type, with precision and scale if it is a decimal, or choose another file format.");
    }

    /** The name in the file. */
    String name() {
        return name;
    }

    /** The name as UTF-8; not to be changed. */
    byte[] nameBytes() {
        return nameBytes;
    }

    boolean isNullable() {
        return nullable;
    }

    PhysicalType physical() {
        return physical;
    }

    LogicalType logical() {
        return logical;
    }

    /** The bytes of one value that is a FIXED_LEN_BYTE_ARRAY, 0 for other types. */
    int fixedLength() {
        return fixedLength;
    }

    /** Writes the {@code SchemaElement} of parquet.thrift. */
    void writeSchema(ThriftWriter thrift) {
        thrift.begin();
        thrift.int32(1, physical.id());
        if (fixedLength > 0) {
            thrift.int32(2, fixedLength);
        }
        thrift.int32(3, nullable ? OPTIONAL : REQUIRED);
        thrift.binary(4, nameBytes);
        logical.write(thrift);
        thrift.end();
    }

    /** The vector as the class that the column's type asks for. */
    <V extends ColumnVector> V expect(ColumnVector vector, Class<V> type) {
        if (!type.isInstance(vector)) {
            throw new IllegalArgumentException("column '" + name + "' takes a " + type.getSimpleName() + ", not a "
                    + vector.getClass().getSimpleName());
        }
        return type.cast(vector);
    }

    DltException nullValue() {
        return new DltException(
                ParquetError.PARQUET_NULL_VALUE,
                "Column '" + name + "' is not nullable, but a row has no value for it.",
                "Make the column nullable, or give it a value in every row.");
    }

    DltException tooLarge(Object value) {
        return new DltException(
                ParquetError.PARQUET_VALUE_TOO_LARGE,
                "Column '" + name + "' holds " + shown(value) + ", which does not fit in " + logical + ".",
                "Give the column a larger precision, or another type.");
    }

    DltException inexact(Object value) {
        return new DltException(
                ParquetError.PARQUET_VALUE_INEXACT,
                "Column '" + name + "' holds " + shown(value) + ", which would lose digits as " + logical + ".",
                "Give the column a larger scale, or round the values before.");
    }

    private static String shown(Object value) {
        String text = value.toString();
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
