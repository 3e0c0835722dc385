package io.dlt4j.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IsoTextTest {

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx");

    @Test
    void writesWhatTheParserReads() {
        Random random = new Random(3);
        IsoParser parser = new IsoParser();
        for (int i = 0; i < 20_000; i++) {
            long micros =
                    (long) (random.nextDouble() * (Timestamp.MAX_MICROS - Timestamp.MIN_MICROS) + Timestamp.MIN_MICROS);
            int offset = (random.nextInt(2 * 1080) - 1080) * 60;
            long clear = Math.max(
                    Timestamp.MIN_MICROS + Timestamp.MICROS_PER_DAY,
                    Math.min(micros, Timestamp.MAX_MICROS - Timestamp.MICROS_PER_DAY));
            long value = i % 2 == 0 ? clear : clear - Math.floorMod(clear, Timestamp.MICROS_PER_SECOND);
            String text = IsoText.text(new Timestamp(value, true, offset));
            Instant instant = Instant.EPOCH.plus(value, ChronoUnit.MICROS);
            DateTimeFormatter format = Math.floorMod(value, Timestamp.MICROS_PER_SECOND) == 0 ? SECONDS : MICROS;
            assertThat(text).isEqualTo(format.format(instant.atOffset(ZoneOffset.ofTotalSeconds(offset))));
            assertThat(parser.parse(text)).isEqualTo(IsoParser.Kind.DATE_TIME);
            assertThat(parser.micros()).isEqualTo(value);
            assertThat(parser.offsetSeconds()).isEqualTo(offset);
        }
    }

    @Test
    void writesTheEdges() {
        assertThat(IsoText.text(Timestamp.local(Timestamp.MIN_MICROS))).isEqualTo("0001-01-01T00:00:00");
        assertThat(IsoText.text(Timestamp.utc(Timestamp.MAX_MICROS))).isEqualTo("9999-12-31T23:59:59.999999+00:00");
        assertThat(IsoText.text(Timestamp.utc(-1))).isEqualTo("1969-12-31T23:59:59.999999+00:00");
        assertThat(IsoText.text(LocalTime.MIDNIGHT)).isEqualTo("00:00:00");
        assertThat(IsoText.text(LocalTime.of(23, 59, 59, 1_000))).isEqualTo("23:59:59.000001");
    }
}
