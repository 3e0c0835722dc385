package io.dlt4j.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.schema.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValueTypesTest {

    @Test
    void infersTheTypeOfEveryClass() {
        assertThat(ValueTypes.typeOf(true)).isEqualTo(DataType.BOOL);
        assertThat(ValueTypes.typeOf(1L)).isEqualTo(DataType.BIGINT);
        assertThat(ValueTypes.typeOf(BigInteger.TEN)).isEqualTo(DataType.BIGINT);
        assertThat(ValueTypes.typeOf(1.0)).isEqualTo(DataType.DOUBLE);
        assertThat(ValueTypes.typeOf("x")).isEqualTo(DataType.TEXT);
        assertThat(ValueTypes.typeOf(new BigDecimal("1.5"))).isEqualTo(DataType.DECIMAL);
        assertThat(ValueTypes.typeOf(new Wei(BigDecimal.TEN))).isEqualTo(DataType.WEI);
        assertThat(ValueTypes.typeOf(new byte[0])).isEqualTo(DataType.BINARY);
        assertThat(ValueTypes.typeOf(new HexBytes(new byte[0]))).isEqualTo(DataType.BINARY);
        assertThat(ValueTypes.typeOf(Timestamp.utc(0))).isEqualTo(DataType.TIMESTAMP);
        assertThat(ValueTypes.typeOf(LocalDate.EPOCH)).isEqualTo(DataType.DATE);
        assertThat(ValueTypes.typeOf(LocalTime.NOON)).isEqualTo(DataType.TIME);
        assertThat(ValueTypes.typeOf(List.of())).isEqualTo(DataType.JSON);
        assertThat(ValueTypes.typeOf(Map.of())).isEqualTo(DataType.JSON);
        assertThatThrownBy(() -> ValueTypes.typeOf(1)).hasMessageContaining("java.lang.Integer");
    }

    @Test
    void weiFitsByItsDigitsBeforeThePoint() {
        BigDecimal most = BigDecimal.TEN.pow(38).subtract(BigDecimal.ONE);
        assertThat(new Wei(most).fits(38)).isTrue();
        assertThat(new Wei(most.negate()).fits(38)).isTrue();
        assertThat(new Wei(most.add(BigDecimal.ONE)).fits(38)).isFalse();
        assertThat(new Wei(new BigDecimal("21.37")).fits(2)).isTrue();
        assertThat(new Wei(new BigDecimal("1E+38")).fits(38)).isFalse();
        assertThat(new Wei(new BigDecimal("0.001")).fits(0)).isTrue();
    }

    @Test
    void refusesTimestampsThatHaveNoText() {
        assertThatThrownBy(() -> Timestamp.utc(Timestamp.MAX_MICROS + 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Timestamp(Timestamp.MIN_MICROS, true, -60))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Timestamp(0, false, 60)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Timestamp(0, true, 61)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Timestamp(0, true, 86_400)).isInstanceOf(IllegalArgumentException.class);
    }
}
