package io.dlt4j.pack;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/**
 * Load ids: seconds since 1970 with seven decimals, as dlt writes them. Their order as texts is their order in time, also
 * among ids with fewer decimals that dlt wrote.
 */
public final class LoadIds {

    private static final int DECIMALS = 7;
    private static final BigDecimal STEP = BigDecimal.ONE.movePointLeft(DECIMALS);

    /** Where a state remembers the newest load id that nothing else in the working directory tells. */
    private static final String NEWEST = "_newest_load_id";

    private LoadIds() {}

    /** The newest load id that a state remembers, or an empty text. */
    public static String newestRemembered(PipelineState state) {
        return state.local(NEWEST).map(Object::toString).orElse("");
    }

    /** A state that remembers {@code loadId}, or a newer one that it had remembered, so that later ids are greater. */
    public static PipelineState remembered(PipelineState state, String loadId) {
        return loadId.compareTo(newestRemembered(state)) > 0 ? state.withLocal(NEWEST, loadId) : state;
    }

    /** An id for now that is greater than {@code floor}, whatever the clock says; {@code floor} may be empty. */
    public static String next(Instant now, String floor) {
        BigDecimal time = BigDecimal.valueOf(now.getEpochSecond())
                .add(BigDecimal.valueOf(now.getNano(), 9))
                .setScale(DECIMALS, RoundingMode.DOWN);
        String id = time.toPlainString();
        if (id.compareTo(floor) > 0) {
            return id;
        }
        return new BigDecimal(floor)
                .setScale(DECIMALS, RoundingMode.DOWN)
                .add(STEP)
                .toPlainString();
    }

    /** The time that an id stands for; {@code fallback} if it is not a number. */
    public static Instant timeOf(String loadId, Instant fallback) {
        try {
            BigDecimal seconds = new BigDecimal(loadId);
            long whole = seconds.longValue();
            long nanos = seconds.subtract(BigDecimal.valueOf(whole))
                    .movePointRight(9)
                    .longValue();
            return Instant.ofEpochSecond(whole, nanos);
        } catch (NumberFormatException e) {
            return fallback;
        }
    }
}
