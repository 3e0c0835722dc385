package io.dlt4j.format.parquet;

import io.dlt4j.api.format.ColumnVector;
import io.dlt4j.api.format.DecimalVector;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Decimals: their unscaled values at the scale of the column, in 64 bits or in a fixed number of bytes. */
final class DecimalColumn extends ColumnWriter {

    private final int precision;
    private final int scale;

    DecimalColumn(ParquetColumn column, LogicalType.Decimal type, PageWriter pages) {
        super(column, pages);
        this.precision = type.precision();
        this.scale = type.scale();
    }

    @Override
    long plainSize(ColumnVector vector, int from, int to) {
        int width = column.physical() == PhysicalType.INT64 ? Long.BYTES : column.fixedLength();
        return (long) pages.levels().present() * width;
    }

    @Override
    void writePlain(ColumnVector vector, int from, int to) throws IOException {
        DecimalVector decimals = column.expect(vector, DecimalVector.class);
        if (column.physical() == PhysicalType.INT64) {
            writeLongs(decimals, from, to);
        } else {
            writeBytes(decimals, from, to);
        }
    }

    private void writeLongs(DecimalVector decimals, int from, int to) throws IOException {
        long[] block = pages.block();
        int count = 0;
        for (int row = from; row < to; row++) {
            if (!decimals.isNull(row)) {
                BigDecimal value = decimals.value(row);
                checkFits(value);
                block[count++] = unscaledLong(value);
                if (count == block.length) {
                    pages.out().putLongs(block, 0, count);
                    count = 0;
                }
            }
        }
        pages.out().putLongs(block, 0, count);
    }

    private void writeBytes(DecimalVector decimals, int from, int to) throws IOException {
        int length = column.fixedLength();
        FileOutput out = pages.out();
        for (int row = from; row < to; row++) {
            if (decimals.isNull(row)) {
                continue;
            }
            BigDecimal value = decimals.value(row);
            if (checkFits(value) <= ParquetColumn.MAX_LONG_PRECISION) {
                out.putBigEndian(unscaledLong(value), length);
            } else {
                byte[] bytes = value.setScale(scale, RoundingMode.UNNECESSARY)
                        .unscaledValue()
                        .toByteArray();
                out.putBigEndian(value.signum() < 0 ? -1 : 0, length - bytes.length);
                out.putBytes(bytes, 0, bytes.length);
            }
        }
    }

    /**
     * Checks by exponents alone, as bringing 1E-999999999 to a scale would not end, and then that no digit is lost.
     *
     * @return how many digits the value has at the scale of the column, at most its precision
     */
    private long checkFits(BigDecimal value) {
        if (value.signum() == 0) {
            return 0;
        }
        long digits = (long) value.precision() - value.scale() + scale;
        if (digits > precision) {
            throw column.tooLarge(value);
        }
        if (value.scale() > scale && (digits <= 0 || losesDigits(value))) {
            throw column.inexact(value);
        }
        return digits;
    }

    private boolean losesDigits(BigDecimal value) {
        return value.setScale(scale, RoundingMode.DOWN).compareTo(value) != 0;
    }

    /** The unscaled value of one that fits in at most 18 digits; spares the {@code BigInteger} of the usual way. */
    private long unscaledLong(BigDecimal value) {
        return value.signum() == 0 ? 0 : value.scaleByPowerOfTen(scale).longValueExact();
    }
}
