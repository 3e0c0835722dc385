package io.dlt4j.normalize;

import io.dlt4j.api.format.BytesVector;
import io.dlt4j.api.format.ColumnVector;
import io.dlt4j.api.format.DecimalVector;
import io.dlt4j.api.format.DoubleVector;
import io.dlt4j.api.format.LongVector;
import io.dlt4j.api.schema.DataType;
import java.util.HashMap;
import java.util.Map;

/**
 * What one part leaves for the next: its buffer, and empty vectors with the capacity that their column needed. Growing them
 * anew for each part costs as much as filling them. Used by one part at a time.
 */
final class VectorPool {

    /** A buffer beyond this is of a part with one large item, and not kept. */
    private static final int MAX_KEPT_BYTES = 16 << 20;

    private final Map<String, ColumnVector> free = new HashMap<>();
    private byte[] text = new byte[0];

    /** A buffer for the text of a part, of that length or longer; it is good until the next is asked for. */
    byte[] text(int length) {
        if (length > MAX_KEPT_BYTES) {
            return new byte[length];
        }
        if (length > text.length) {
            text = new byte[length + (length >> 4)];
        }
        return text;
    }

    ColumnVector take(String table, String column, DataType type) {
        ColumnVector used = free.remove(key(table, column));
        Class<? extends ColumnVector> kind = kind(type);
        return kind.isInstance(used) ? used : create(kind);
    }

    void giveBack(String table, String column, ColumnVector vector) {
        vector.truncate(0);
        free.put(key(table, column), vector);
    }

    private static String key(String table, String column) {
        return table + '\n' + column;
    }

    private static Class<? extends ColumnVector> kind(DataType type) {
        return switch (type) {
            case BIGINT, BOOL, TIMESTAMP, DATE, TIME -> LongVector.class;
            case DOUBLE -> DoubleVector.class;
            case DECIMAL, WEI -> DecimalVector.class;
            default -> BytesVector.class;
        };
    }

    private static ColumnVector create(Class<? extends ColumnVector> kind) {
        if (kind == LongVector.class) {
            return new LongVector();
        }
        if (kind == DoubleVector.class) {
            return new DoubleVector();
        }
        return kind == DecimalVector.class ? new DecimalVector() : new BytesVector();
    }
}
