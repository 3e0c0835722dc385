package io.dlt4j.normalize;

import io.dlt4j.api.format.BytesVector;
import io.dlt4j.api.format.ColumnVector;
import io.dlt4j.api.format.DecimalVector;
import io.dlt4j.api.format.DoubleVector;
import io.dlt4j.api.format.LongVector;
import io.dlt4j.api.schema.ColumnSchema;
import java.io.IOException;
import java.util.Locale;

/** The types of PostgreSQL that columns have, and the binary form of their values: a length, then the bytes. */
enum PgType {
    INT2 {
        @Override
        boolean put(PgCopyOutput out, ColumnVector vector, int row) throws IOException {
            long value = ((LongVector) vector).value(row);
            out.putInt(Short.BYTES);
            out.putShort((short) value);
            return value == (short) value;
        }
    },
    INT4 {
        @Override
        boolean put(PgCopyOutput out, ColumnVector vector, int row) throws IOException {
            long value = ((LongVector) vector).value(row);
            out.putSized((int) value);
            return value == (int) value;
        }
    },
    INT8 {
        @Override
        boolean put(PgCopyOutput out, ColumnVector vector, int row) throws IOException {
            out.putSized(((LongVector) vector).value(row));
            return true;
        }
    },
    FLOAT8 {
        @Override
        boolean put(PgCopyOutput out, ColumnVector vector, int row) throws IOException {
            out.putSized(Double.doubleToLongBits(((DoubleVector) vector).value(row)));
            return true;
        }
    },
    BOOL {
        @Override
        boolean put(PgCopyOutput out, ColumnVector vector, int row) throws IOException {
            out.putInt(1);
            out.putByte((int) ((LongVector) vector).value(row));
            return true;
        }
    },
    NUMERIC {
        @Override
        boolean put(PgCopyOutput out, ColumnVector vector, int row) throws IOException {
            out.putNumeric(((DecimalVector) vector).value(row));
            return true;
        }
    },
    TEXT {
        @Override
        boolean put(PgCopyOutput out, ColumnVector vector, int row) throws IOException {
            return bytes(out, (BytesVector) vector, row);
        }
    },
    JSONB {
        @Override
        boolean put(PgCopyOutput out, ColumnVector vector, int row) throws IOException {
            BytesVector bytes = (BytesVector) vector;
            int length = bytes.length(row);
            out.putInt(1 + length);
            out.putByte(JSONB_VERSION);
            out.putBytes(bytes.data(), bytes.startOf(row), length);
            return true;
        }
    },
    BYTEA {
        @Override
        boolean put(PgCopyOutput out, ColumnVector vector, int row) throws IOException {
            return bytes(out, (BytesVector) vector, row);
        }
    },
    TIMESTAMPTZ {
        @Override
        boolean put(PgCopyOutput out, ColumnVector vector, int row) throws IOException {
            out.putSized(((LongVector) vector).value(row) - EPOCH_DAY * Timestamp.MICROS_PER_DAY);
            return true;
        }
    },
    TIMESTAMP {
        @Override
        boolean put(PgCopyOutput out, ColumnVector vector, int row) throws IOException {
            out.putSized(((LongVector) vector).value(row) - EPOCH_DAY * Timestamp.MICROS_PER_DAY);
            return true;
        }
    },
    DATE {
        @Override
        boolean put(PgCopyOutput out, ColumnVector vector, int row) throws IOException {
            out.putSized((int) (((LongVector) vector).value(row) - EPOCH_DAY));
            return true;
        }
    },
    TIME {
        @Override
        boolean put(PgCopyOutput out, ColumnVector vector, int row) throws IOException {
            out.putSized(((LongVector) vector).value(row));
            return true;
        }
    };

    /** 2000-01-01, from which PostgreSQL counts. */
    private static final long EPOCH_DAY = 10_957;

    private static final int JSONB_VERSION = 1;
    private static final int SMALLINT_BITS = 16;
    private static final int INTEGER_BITS = 32;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The type of a complete column. */
    static PgType of(ColumnSchema column) {
        return switch (column.dataType().orElseThrow()) {
            case BIGINT -> integer(column.precision().orElse(Long.SIZE));
            case DOUBLE -> FLOAT8;
            case BOOL -> BOOL;
            case DECIMAL, WEI -> NUMERIC;
            case TEXT -> TEXT;
            case JSON -> JSONB;
            case BINARY -> BYTEA;
            case TIMESTAMP -> column.hasTimezone() ? TIMESTAMPTZ : TIMESTAMP;
            case DATE -> DATE;
            case TIME -> TIME;
        };
    }

    private static PgType integer(int bits) {
        return bits <= SMALLINT_BITS ? INT2 : bits <= INTEGER_BITS ? INT4 : INT8;
    }

    /** The name in PostgreSQL. */
    String text() {
        return text;
    }

    /** Writes the value of a row that is not null; false if it does not fit the type, and the file is worth nothing then. */
    abstract boolean put(PgCopyOutput out, ColumnVector vector, int row) throws IOException;

    /** The value as messages show it. */
    static String shown(ColumnVector vector, int row) {
        return vector instanceof LongVector longs ? Long.toString(longs.value(row)) : "";
    }

    private static boolean bytes(PgCopyOutput out, BytesVector bytes, int row) throws IOException {
        int length = bytes.length(row);
        out.putInt(length);
        out.putBytes(bytes.data(), bytes.startOf(row), length);
        return true;
    }
}
