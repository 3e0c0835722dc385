package io.dlt4j.destination.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemFileNameTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            _dlt_pipeline_state/pipe__17.5__ab.jsonl,         pipe,         17.5, ab
            _dlt_pipeline_state/my__pipeline__17.5__ab.jsonl, my__pipeline, 17.5, ab
            my___17.5__ab.jsonl,                              my_,          17.5, ab
            """)
    void isParsedFromTheRight(String name, String first, String second, String third) {
        SystemFileName parsed = SystemFileName.parse(name).orElseThrow();
        assertThat(parsed).isEqualTo(new SystemFileName(first, second, third));
        assertThat(name).endsWith(parsed.text());
    }

    @ParameterizedTest
    @CsvSource({"a__b.jsonl", "a__b__c.json", "a_b_c.jsonl", "init", "__b.jsonl"})
    void leavesOutWhatHasNotThreeParts(String name) {
        assertThat(SystemFileName.parse(name)).isEmpty();
    }

    @Test
    void namesLoads() {
        assertThat(SystemFileName.ofLoad("my__schema", "17.5")).isEqualTo("my__schema__17.5.jsonl");
        assertThat(SystemFileName.loadId("_dlt_loads/my__schema__17.5.jsonl")).contains("17.5");
        assertThat(SystemFileName.loadId("_dlt_loads/readme.txt")).isEmpty();
    }

    @Test
    void writesTimesAndHashesAsTheReference() {
        assertThat(SystemFileName.hex("qmyMNKrBtCgTcLMszgakjqEocZRqd9oLLDcQPUvp8RQ="))
                .isEqualTo("aa6c8c34aac1b4281370b32cce06a48ea12871946a77da0b2c37103d4be9f114");
        assertThat(SystemFileName.seconds(Instant.parse("2026-11-22T10:11:41.046088999Z")))
                .isEqualTo("1795342301.046088");
        assertThat(SystemFileName.seconds(Instant.parse("2026-11-22T10:11:41.5Z")))
                .isEqualTo("1795342301.5");
        assertThat(SystemFileName.seconds(Instant.parse("2026-11-22T10:11:41Z")))
                .isEqualTo("1795342301.0");
        assertThat(SystemFileName.iso(Instant.parse("2026-11-22T10:11:41.060555Z")))
                .isEqualTo("2026-11-22T10:11:41.060555+00:00");
        assertThat(SystemFileName.iso(Instant.parse("2026-11-22T10:11:41.5Z")))
                .isEqualTo("2026-11-22T10:11:41.500000+00:00");
        assertThat(SystemFileName.iso(Instant.parse("2026-11-22T10:11:41Z"))).isEqualTo("2026-11-22T10:11:41+00:00");
    }
}
