package io.dlt4j.destination.bigquery;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.api.load.JobKey;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JobNameTest {

    private static final JobKey KEY = new JobKey("pipe", "1700000000.25", "items.9f8e7d.jsonl");

    @Test
    void isTheSameForTheSameEffectAndAnIdThatBigQueryTakes() {
        JobName name = JobName.of("p.d@1", KEY, List.of());
        assertThat(JobName.of("p.d@1", KEY, List.of())).isEqualTo(name);
        assertThat(name.attempt(3)).matches("dlt4j-1700000000_25-items_9f8e7d_jsonl-[0-9a-f]{32}-3");
        JobKey hostile = new JobKey("ä", "1", "t\n/é" + "x".repeat(2000));
        assertThat(JobName.of("s", hostile, List.of()).attempt(0)).matches("[A-Za-z0-9_-]{1,300}");
    }

    @Test
    void differsWithDatasetPipelineLoadJobAndWhatElseTheEffectDependsOn() {
        assertThat(Stream.of(
                        JobName.of("p.d@1", KEY, List.of()),
                        JobName.of("p.d@2", KEY, List.of()),
                        JobName.of("p.d@1", KEY, List.of("staging", "7")),
                        JobName.of("p.d@1", new JobKey("other", KEY.loadId(), KEY.jobId()), List.of()),
                        JobName.of("p.d@1", new JobKey("pipe", "1700000000.26", KEY.jobId()), List.of()),
                        JobName.of("p.d@1", new JobKey("pipe", KEY.loadId(), "items_9f8e7d_jsonl"), List.of())))
                .doesNotHaveDuplicates();
    }
}
