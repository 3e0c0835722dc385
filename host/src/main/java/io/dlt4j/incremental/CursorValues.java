package io.dlt4j.incremental;

import io.dlt4j.schema.CodePointOrder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

/** Compares values as Python does: numbers with numbers, whatever their types, everything else with its like. */
final class CursorValues {

    /** What {@link #compare} returns for values of different kinds. */
    static final int INCOMPARABLE = Integer.MIN_VALUE;

    private CursorValues() {}

    /** Negative, 0, positive, or {@link #INCOMPARABLE}. */
    static int compare(Object one, Object other) {
        if (one instanceof Long a && other instanceof Long b) {
            return Long.compare(a, b);
        } else if (one instanceof String a && other instanceof String b) {
            return Integer.signum(CodePointOrder.INSTANCE.compare(a, b));
        } else if (isNumber(one) && isNumber(other)) {
            return compareNumbers(one, other);
        } else if (one instanceof OffsetDateTime a && other instanceof OffsetDateTime b) {
            return Integer.signum(OffsetDateTime.timeLineOrder().compare(a, b));
        } else if (one instanceof LocalDateTime a && other instanceof LocalDateTime b) {
            return Integer.signum(a.compareTo(b));
        } else if (one instanceof LocalDate a && other instanceof LocalDate b) {
            return Integer.signum(a.compareTo(b));
        } else if (one instanceof LocalTime a && other instanceof LocalTime b) {
            return a.compareTo(b);
        } else if (one instanceof byte[] a && other instanceof byte[] b) {
            return Integer.signum(Arrays.compareUnsigned(a, b));
        } else if (one instanceof List<?> a && other instanceof List<?> b) {
            return compareLists(a, b);
        }
        return INCOMPARABLE;
    }

    private static boolean isNumber(Object value) {
        return value instanceof Number || value instanceof Boolean;
    }

    private static int compareNumbers(Object one, Object other) {
        if (one instanceof Double a && other instanceof Double b) {
            return a < b ? -1 : a > b ? 1 : 0;
        }
        return decimal(one).compareTo(decimal(other));
    }

    /** The exact value of a number. */
    static BigDecimal decimal(Object number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        } else if (number instanceof BigInteger integer) {
            return new BigDecimal(integer);
        } else if (number instanceof Boolean flag) {
            return flag ? BigDecimal.ONE : BigDecimal.ZERO;
        } else if (number instanceof Double floating) {
            return new BigDecimal(floating);
        }
        return BigDecimal.valueOf(((Number) number).longValue());
    }

    private static int compareLists(List<?> one, List<?> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            Object a = one.get(i);
            Object b = other.get(i);
            int order = a == null || b == null ? (a == b ? 0 : INCOMPARABLE) : compare(a, b);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.size(), other.size());
    }

    /** Whether they are the same value, if of different types. */
    static boolean equal(Object one, Object other) {
        int order = compare(one, other);
        return order == INCOMPARABLE ? one.equals(other) : order == 0;
    }

    /** The value, a date-time as one with an offset or without, as {@code model} has it or not. */
    static Object withAwarenessOf(Object model, Object value) {
        if (model instanceof LocalDateTime && value instanceof OffsetDateTime aware) {
            return aware.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
        } else if (model instanceof OffsetDateTime zoned && value instanceof LocalDateTime local) {
            return local.atOffset(zoned.getOffset());
        }
        return value;
    }
}
