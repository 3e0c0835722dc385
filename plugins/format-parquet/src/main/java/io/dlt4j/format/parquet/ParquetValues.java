package io.dlt4j.format.parquet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** The values of records as a program would give them. */
final class ParquetValues {

    private static final long JULIAN_EPOCH_DAY = 2_440_588;

    private ParquetValues() {}

    /** A record, or what is nested in one. */
    static Map<String, @Nullable Object> struct(Group group) {
        GroupType type = group.getType();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int field = 0; field < type.getFieldCount(); field++) {
            fields.put(type.getFieldName(field), field(group, field));
        }
        return fields;
    }

    private static @Nullable Object field(Group group, int field) {
        int count = group.getFieldRepetitionCount(field);
        if (!group.getType().getType(field).isRepetition(Type.Repetition.REPEATED)) {
            return count == 0 ? null : value(group, field, 0);
        }
        List<@Nullable Object> values = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            values.add(value(group, field, index));
        }
        return values;
    }

    private static Object value(Group group, int field, int index) {
        Type type = group.getType().getType(field);
        if (type.isPrimitive()) {
            return primitive(group, field, index, type.asPrimitiveType());
        }
        Group inner = group.getGroup(field, index);
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        if (logical instanceof ListLogicalTypeAnnotation) {
            return list(inner);
        }
        return logical instanceof MapLogicalTypeAnnotation ? map(inner) : struct(inner);
    }

    /** A list has one repeated field: a group around each element, or, from old writers, the elements themselves. */
    private static List<@Nullable Object> list(Group list) {
        Type repeated = list.getType().getType(0);
        boolean wrapped = !repeated.isPrimitive()
                && repeated.asGroupType().getFieldCount() == 1
                && !repeated.getName().equals("array")
                && !repeated.getName().endsWith("_tuple");
        List<@Nullable Object> elements = new ArrayList<>();
        for (int index = 0; index < list.getFieldRepetitionCount(0); index++) {
            elements.add(wrapped ? field(list.getGroup(0, index), 0) : value(list, 0, index));
        }
        return elements;
    }

    private static Map<String, @Nullable Object> map(Group map) {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        for (int index = 0; index < map.getFieldRepetitionCount(0); index++) {
            Group entry = map.getGroup(0, index);
            @Nullable Object value = entry.getType().getFieldCount() > 1 ? field(entry, 1) : null;
            entries.put(String.valueOf(field(entry, 0)), value);
        }
        return entries;
    }

    private static Object primitive(Group group, int field, int index, PrimitiveType type) {
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> group.getBoolean(field, index);
            case FLOAT -> group.getFloat(field, index);
            case DOUBLE -> group.getDouble(field, index);
            case INT32 -> number(group.getInteger(field, index), logical);
            case INT64 -> number(group.getLong(field, index), logical);
            case INT96 -> instant(group.getInt96(field, index));
            case BINARY, FIXED_LEN_BYTE_ARRAY -> bytes(group.getBinary(field, index), logical);
        };
    }

    private static Object number(long value, @Nullable LogicalTypeAnnotation logical) {
        if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
            return BigDecimal.valueOf(value, decimal.getScale());
        }
        if (logical instanceof DateLogicalTypeAnnotation) {
            return LocalDate.ofEpochDay(value);
        }
        if (logical instanceof TimeLogicalTypeAnnotation time) {
            return LocalTime.ofNanoOfDay(value * nanos(time.getUnit()));
        }
        if (logical instanceof TimestampLogicalTypeAnnotation timestamp) {
            Instant instant = Instant.EPOCH.plus(value, unit(timestamp.getUnit()));
            return timestamp.isAdjustedToUTC() ? instant : LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        }
        if (logical instanceof IntLogicalTypeAnnotation integer && !integer.isSigned()) {
            return integer.getBitWidth() == Long.SIZE && value < 0
                    ? new BigInteger(Long.toUnsignedString(value))
                    : integer.getBitWidth() == Integer.SIZE ? value & 0xFFFF_FFFFL : value;
        }
        return value;
    }

    private static Object bytes(Binary value, @Nullable LogicalTypeAnnotation logical) {
        if (logical instanceof StringLogicalTypeAnnotation
                || logical instanceof JsonLogicalTypeAnnotation
                || logical instanceof EnumLogicalTypeAnnotation) {
            return value.toStringUsingUTF8();
        }
        if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
            return new BigDecimal(new BigInteger(value.getBytes()), decimal.getScale());
        }
        if (logical instanceof UUIDLogicalTypeAnnotation) {
            ByteBuffer buffer = ByteBuffer.wrap(value.getBytes());
            return new UUID(buffer.getLong(), buffer.getLong());
        }
        return value.getBytes();
    }

    /** What Hive and old Sparks wrote: nanoseconds of the day, and a Julian day. */
    private static Instant instant(Binary value) {
        ByteBuffer buffer = ByteBuffer.wrap(value.getBytes()).order(ByteOrder.LITTLE_ENDIAN);
        long nanos = buffer.getLong();
        long day = buffer.getInt() - JULIAN_EPOCH_DAY;
        return Instant.EPOCH.plus(day, ChronoUnit.DAYS).plusNanos(nanos);
    }

    private static long nanos(TimeUnit unit) {
        return switch (unit) {
            case MILLIS -> 1_000_000;
            case MICROS -> 1_000;
            case NANOS -> 1;
        };
    }

    private static ChronoUnit unit(TimeUnit unit) {
        return switch (unit) {
            case MILLIS -> ChronoUnit.MILLIS;
            case MICROS -> ChronoUnit.MICROS;
            case NANOS -> ChronoUnit.NANOS;
        };
    }
}
