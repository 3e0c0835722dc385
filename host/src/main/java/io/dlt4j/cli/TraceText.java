package io.dlt4j.cli;

import io.dlt4j.pack.Document;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** A trace as the reference prints it. */
final class TraceText {

    private TraceText() {}

    static String of(Document trace) {
        List<Document> steps = trace.documents("steps");
        boolean failed = steps.stream().anyMatch(TraceText::isFailed);
        StringBuilder text = new StringBuilder("Run started at ")
                .append(trace.text("started_at"))
                .append(" and ")
                .append(outcome(failed, trace))
                .append(" with ")
                .append(Quantity.count(steps.size(), "step"))
                .append('.');
        for (Document step : steps) {
            text.append("\nStep ")
                    .append(step.text("step"))
                    .append(' ')
                    .append(outcome(isFailed(step), step))
                    .append('.');
            step.findText("info")
                    .ifPresent(info -> text.append('\n').append(info).append('\n'));
            step.texts("warnings")
                    .forEach(warning ->
                            text.append("\nWarning: ").append(warning).append('\n'));
            step.findText("exception")
                    .ifPresent(reason ->
                            text.append("\nFailed due to: ").append(reason).append('\n'));
        }
        return text.toString().stripTrailing();
    }

    private static boolean isFailed(Document step) {
        return step.findText("exception").isPresent();
    }

    private static String outcome(boolean failed, Document timed) {
        String verb = failed ? "FAILED" : "COMPLETED";
        if (timed.findText("finished_at").isEmpty()) {
            return verb;
        }
        Duration time =
                Duration.between(Instant.parse(timed.text("started_at")), Instant.parse(timed.text("finished_at")));
        return verb + String.format(Locale.ROOT, " in %.2f seconds", time.toMillis() / 1000.0);
    }
}
