package io.dlt4j.format.parquet;

import io.dlt4j.api.format.BytesVector;
import io.dlt4j.api.format.ColumnVector;
import io.dlt4j.api.format.DecimalVector;
import io.dlt4j.api.format.DoubleVector;
import io.dlt4j.api.format.LongVector;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A column of random type and values that remembers, as DuckDB would show it, what it handed out. */
final class RandomColumn {

    private static final DataType[] TYPES = DataType.values();

    private final Random random;
    private final ColumnSchema schema;
    private final DataType type;
    private final double nullShare;
    private final int distinct;
    private final int length;
    private final List<@Nullable String> expected = new ArrayList<>();

    RandomColumn(String name, long seed) {
        random = new Random(seed);
        type = TYPES[random.nextInt(TYPES.length)];
        boolean nullable = random.nextInt(4) > 0;
        nullShare = nullable ? List.of(0.0, 0.01, 0.5, 1.0).get(random.nextInt(4)) : 0;
        distinct = List.of(1, 2, 3, 60, 3000, Integer.MAX_VALUE).get(random.nextInt(6));
        length = List.of(1, 4, 20, 2000).get(random.nextInt(4));
        ColumnSchema.Builder builder = ColumnSchema.builder(name).dataType(type).nullable(nullable);
        if (type == DataType.BIGINT || type == DataType.TIMESTAMP) {
            int precision = type == DataType.BIGINT ? 1 + random.nextInt(64) : random.nextInt(10);
            builder.property("precision", (long) precision).property("timezone", random.nextBoolean());
        } else if (type == DataType.DECIMAL || type == DataType.WEI) {
            int precision = 1 + random.nextInt(38);
            builder.property("precision", (long) precision).property("scale", (long) random.nextInt(precision + 1));
        }
        schema = builder.build();
    }

    ColumnSchema schema() {
        return schema;
    }

    /** An expression whose text is what {@link #expected} holds. */
    String sql() {
        String name = '"' + schema.name() + '"';
        return switch (type) {
            case TEXT, JSON, BINARY -> "hex(" + name + ")";
            case TIMESTAMP -> "epoch_us(" + name + (schema.hasTimezone() ? "::timestamptz" : "::timestamp") + ")";
            case DATE -> name + " - date '1970-01-01'";
            case TIME -> "date_diff('microsecond', time '00:00:00', " + name + ")";
            default -> name;
        };
    }

    List<@Nullable String> expected() {
        return expected;
    }

    /** A vector of new values. */
    ColumnVector next(int rows) {
        ColumnVector vector = switch (type) {
            case TEXT, JSON, BINARY -> new BytesVector();
            case DOUBLE -> new DoubleVector();
            case DECIMAL, WEI -> new DecimalVector();
            default -> new LongVector();
        };
        for (int row = 0; row < rows; row++) {
            if (random.nextDouble() < nullShare) {
                vector.padTo(row + 1);
                expected.add(null);
            } else {
                append(vector, new Random(31L * random.nextInt(distinct)));
            }
        }
        return vector;
    }

    private void append(ColumnVector vector, Random value) {
        if (vector instanceof BytesVector bytes) {
            append(bytes, value);
        } else if (vector instanceof DoubleVector doubles) {
            double number = Double.longBitsToDouble(value.nextLong());
            doubles.append(number);
            expected.add(Double.toString(number));
        } else if (vector instanceof DecimalVector decimals) {
            int digits = value.nextInt(schema.precision().orElseThrow() + 1);
            BigInteger unscaled = new BigInteger(128, value).mod(BigInteger.TEN.pow(digits));
            BigDecimal number = new BigDecimal(
                    value.nextBoolean() ? unscaled : unscaled.negate(),
                    schema.scale().orElseThrow());
            decimals.append(value.nextBoolean() ? number : number.stripTrailingZeros());
            expected.add(number.toString());
        } else if (vector instanceof LongVector longs) {
            append(longs, value.nextLong());
        }
    }

    private void append(BytesVector vector, Random value) {
        byte[] bytes = new byte[value.nextInt(length)];
        value.nextBytes(bytes);
        if (type != DataType.BINARY) {
            bytes = new String(bytes, StandardCharsets.UTF_16).getBytes(StandardCharsets.UTF_8);
        }
        vector.append(bytes, 0, bytes.length);
        expected.add(HexFormat.of().withUpperCase().formatHex(bytes));
    }

    private void append(LongVector vector, long value) {
        long fitting = switch (type) {
            case BOOL -> value & 1;
            case BIGINT -> value >> Long.SIZE - bits(schema.precision().orElseThrow());
            case DATE -> value % 2_000_000;
            case TIME -> (value >>> 1) % 86_400_000_000L;
            default -> value % 9_000_000_000_000_000L;
        };
        vector.append(fitting);
        boolean cut = type == DataType.TIMESTAMP && schema.precision().orElseThrow() <= 3;
        expected.add(
                type == DataType.BOOL
                        ? String.valueOf(fitting == 1)
                        : String.valueOf(cut ? Math.floorDiv(fitting, 1000L) * 1000 : fitting));
    }

    private static int bits(int precision) {
        return precision <= 8 ? 8 : precision <= 16 ? 16 : precision <= 32 ? 32 : 64;
    }
}
