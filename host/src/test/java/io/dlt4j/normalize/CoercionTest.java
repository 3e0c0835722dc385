package io.dlt4j.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.api.schema.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoercionTest {

    private static final int RECORDED = 135;
    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

    static Stream<String[]> recorded() {
        List<String[]> lines = Goldens.lines("coercion.tsv");
        assertThat(lines).hasSize(RECORDED);
        return lines.stream();
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void coercesRecordedValues(String id, String to, String from, String expected) {
        Object result = coerce(DataType.find(to).orElseThrow(), Goldens.value(from));
        assertThat(result).as(id).isEqualTo(Goldens.value(expected));
    }

    /** A column of each type against a value of each type; {@code 1} where the value goes into the column itself. */
    @ParameterizedTest
    @CsvSource({
        //       bigint double bool text timestamp date time binary decimal wei json
        "bigint,    1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0",
        "double,    1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0",
        "bool,      1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 0",
        "text,      1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1",
        "timestamp, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0",
        "date,      1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0",
        "time,      0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0",
        "binary,    1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0",
        "decimal,   1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0",
        "wei,       1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0",
        "json,      0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1"
    })
    void putsEveryOtherPairInAVariant(
            String column, int i, int f, int b, int t, int ts, int d, int ti, int bin, int dec, int w, int j) {
        Map<DataType, Object> row = new EnumMap<>(DataType.class);
        List<Integer> fits = List.of(i, f, b, t, ts, d, ti, bin, dec, w, j);
        List<Object> values = List.of(
                1L,
                1.5,
                true,
                "abc",
                Timestamp.utc(0),
                LocalDate.EPOCH,
                LocalTime.NOON,
                new byte[] {1},
                new BigDecimal("1.5"),
                new Wei(BigDecimal.valueOf(2)),
                Map.of("a", 1L));
        DataType to = DataType.find(column).orElseThrow();
        for (int k = 0; k < values.size(); k++) {
            Object result = coerce(to, values.get(k));
            row.put(ValueTypes.typeOf(values.get(k)), result);
            assertThat(result != Coercion.FAILED)
                    .as("%s into %s", values.get(k), column)
                    .isEqualTo(fits.get(k) == 1);
        }
        assertThat(row).hasSize(DataType.values().length);
    }

    @Test
    void returnsValuesOfTheSameTypeAsTheyAre() {
        Object json = Map.of("a", "\uF0261.5");
        assertThat(coerce(DataType.JSON, json)).isSameAs(json);
        Object bytes = new HexBytes(new byte[] {1});
        assertThat(coerce(DataType.BINARY, bytes)).isSameAs(bytes);
    }

    @Test
    void bringsTimestampsToTheFormOfTheColumn() {
        Timestamp berlin = new Timestamp(0, true, 3600);
        assertThat(Coercion.coerce(DataType.TIMESTAMP, DataType.TIMESTAMP, berlin, true))
                .isEqualTo(Timestamp.utc(0));
        assertThat(Coercion.coerce(DataType.TIMESTAMP, DataType.TIMESTAMP, berlin, false))
                .isEqualTo(Timestamp.local(0));
        assertThat(Coercion.coerce(DataType.TIMESTAMP, DataType.TIMESTAMP, Timestamp.local(0), true))
                .isEqualTo(Timestamp.utc(0));
        assertThat(Coercion.coerce(DataType.TIMESTAMP, DataType.TEXT, "2024-01-02T03:04:05+01:00", false))
                .isEqualTo(Timestamp.local(1_704_161_045_000_000L));
        assertThat(Coercion.coerce(DataType.TIMESTAMP, DataType.BIGINT, 1L, false))
                .isEqualTo(Timestamp.local(1_000_000));
        assertThat(Coercion.coerce(DataType.TIMESTAMP, DataType.DATE, LocalDate.EPOCH, false))
                .isEqualTo(Timestamp.local(0));
    }

    @Test
    void keepsIntegersOfMoreThan64BitsOutOfBigint() {
        assertThat(coerce(DataType.BIGINT, BigInteger.ONE.shiftLeft(63))).isSameAs(Coercion.FAILED);
        assertThat(coerce(DataType.BIGINT, "9223372036854775808")).isSameAs(Coercion.FAILED);
        assertThat(coerce(DataType.BIGINT, "9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(coerce(DataType.BIGINT, "-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
        assertThat(coerce(DataType.BIGINT, "0x8000000000000000")).isSameAs(Coercion.FAILED);
        assertThat(coerce(DataType.BIGINT, 0x1p63)).isSameAs(Coercion.FAILED);
        assertThat(coerce(DataType.BIGINT, -0x1p63)).isEqualTo(Long.MIN_VALUE);
        assertThat(coerce(DataType.BIGINT, new BigDecimal("9223372036854775807.0")))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(coerce(DataType.BIGINT, new BigDecimal("9223372036854775808")))
                .isSameAs(Coercion.FAILED);
        assertThat(coerce(DataType.BIGINT, new BigDecimal("1E+100000"))).isSameAs(Coercion.FAILED);
        assertThat(coerce(DataType.BIGINT, new BigDecimal("0E+100000"))).isEqualTo(0L);
        assertThat(coerce(DataType.BIGINT, new BigDecimal("1E+5"))).isEqualTo(100_000L);
    }

    @Test
    void takesIntegersOfMoreThan64BitsElsewhere() {
        assertThat(coerce(DataType.TEXT, TWO_TO_64)).isEqualTo("18446744073709551616");
        assertThat(coerce(DataType.DOUBLE, TWO_TO_64)).isEqualTo(0x1p64);
        assertThat(coerce(DataType.DECIMAL, TWO_TO_64)).isEqualTo(new BigDecimal(TWO_TO_64));
        assertThat(coerce(DataType.WEI, TWO_TO_64)).isEqualTo(new Wei(new BigDecimal(TWO_TO_64)));
        assertThat(coerce(DataType.BOOL, TWO_TO_64)).isEqualTo(true);
        assertThat(coerce(DataType.BINARY, TWO_TO_64)).isEqualTo(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 1});
        assertThat(coerce(DataType.TIMESTAMP, TWO_TO_64)).isSameAs(Coercion.FAILED);
    }

    @Test
    void refusesDoublesThatAreNoNumbers() {
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThat(coerce(DataType.BIGINT, value)).isSameAs(Coercion.FAILED);
            assertThat(coerce(DataType.DECIMAL, value)).isSameAs(Coercion.FAILED);
            assertThat(coerce(DataType.TIMESTAMP, value)).isSameAs(Coercion.FAILED);
            assertThat(coerce(DataType.DATE, value)).isSameAs(Coercion.FAILED);
        }
        assertThat(coerce(DataType.TEXT, Double.NaN)).isEqualTo("nan");
    }

    @Test
    void limitsTimestampsToTheYearsOneTo9999() {
        assertThat(coerce(DataType.TIMESTAMP, -62_135_596_800L)).isEqualTo(Timestamp.utc(Timestamp.MIN_MICROS));
        assertThat(coerce(DataType.TIMESTAMP, -62_135_596_801L)).isSameAs(Coercion.FAILED);
        assertThat(coerce(DataType.TIMESTAMP, 253_402_300_799L)).isInstanceOf(Timestamp.class);
        assertThat(coerce(DataType.TIMESTAMP, 253_402_300_800L)).isSameAs(Coercion.FAILED);
        assertThat(coerce(DataType.TIMESTAMP, "253402300799.9999999")).isSameAs(Coercion.FAILED);
        assertThat(coerce(DataType.TIMESTAMP, 0.0000015)).isEqualTo(Timestamp.utc(2));
        assertThat(coerce(DataType.TIMESTAMP, 0.0000025)).isEqualTo(Timestamp.utc(2));
        assertThat(coerce(DataType.TIMESTAMP, -1.5)).isEqualTo(Timestamp.utc(-1_500_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x10", "nan", "inf", "1__0", "12 34", ""})
    void takesNoOtherTextForEpochSeconds(String text) {
        assertThat(coerce(DataType.TIMESTAMP, text)).isSameAs(Coercion.FAILED);
        assertThat(coerce(DataType.DATE, text)).isSameAs(Coercion.FAILED);
    }

    @ParameterizedTest
    @CsvSource({"1:2, 01:02", "' 03:04', 03:04", "T03:04:05.5, 03:04:05.5", "23:00-02:00, 01:00", "00:30+01:00, 23:30"})
    void readsTimes(String text, LocalTime expected) {
        assertThat(coerce(DataType.TIME, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0x3", "0xzz", "0x3 0", "YWJj\n", "YWJj YWJj", "Y===", "====", "YWJjZA=", "YW==YW==", "-_=="})
    void refusesTextThatIsNeitherHexNorBase64(String text) {
        assertThat(coerce(DataType.BINARY, text)).isSameAs(Coercion.FAILED);
    }

    @Test
    void readsHexAndBase64() {
        assertThat(coerce(DataType.BINARY, "0xAB cd ")).isEqualTo(new byte[] {(byte) 0xAB, (byte) 0xCD});
        assertThat(coerce(DataType.BINARY, "YWI=")).isEqualTo(new byte[] {'a', 'b'});
        assertThat(coerce(DataType.BINARY, "YR==")).isEqualTo(new byte[] {'a'});
    }

    @Test
    void tellsTheDocumentNullFromFailure() {
        assertThat(coerce(DataType.JSON, " null ")).isSameAs(Coercion.NULL);
        assertThat(coerce(DataType.JSON, "[null]")).isNotIn(Coercion.NULL, Coercion.FAILED);
    }

    private static Object coerce(DataType to, Object value) {
        return Coercion.coerce(to, ValueTypes.typeOf(value), value, true);
    }
}
