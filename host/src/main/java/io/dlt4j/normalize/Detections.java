package io.dlt4j.normalize;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.DataType;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** The detections of a schema's settings: they look at the first value of a column to find a better type for it. */
final class Detections {

    private static final String KNOWN =
            "iso_timestamp, iso_date, timestamp, large_integer, hexbytes_to_text, wei_to_double";

    /** How far from now a number may lie, in seconds, to be taken for epoch seconds: five years of 365 days. */
    private static final long EPOCH_WINDOW = 5 * 31_536_000L;

    private static final long PROCESS_START = System.currentTimeMillis() / 1_000;

    private Detections() {}

    /**
     * The type that the first of the enabled detections finds.
     *
     * @param enabled names in the order of the schema's settings
     * @param type the value's own type
     * @param value the value, of the classes that {@link ValueTypes} lists
     * @return empty if none finds a type
     * @throws DltException {@link NormalizeError#NORMALIZE_DETECTION_UNKNOWN} when an unknown name is reached
     */
    static Optional<DataType> detect(List<String> enabled, DataType type, Object value) {
        for (String name : enabled) {
            Optional<DataType> found = detect(name, type, value);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<DataType> detect(String name, DataType type, Object value) {
        return switch (name) {
            case "iso_timestamp" -> when(isIso(IsoParser.Kind.DATE_TIME, type, value), DataType.TIMESTAMP);
            case "iso_date" -> when(isIso(IsoParser.Kind.DATE, type, value), DataType.DATE);
            case "timestamp" -> when(isEpoch(type, value), DataType.TIMESTAMP);
            case "large_integer" -> type == DataType.BIGINT ? largeInteger(value) : Optional.empty();
            case "hexbytes_to_text" -> when(value instanceof HexBytes, DataType.TEXT);
            case "wei_to_double" -> when(type == DataType.WEI, DataType.DOUBLE);
            default ->
                throw new DltException(
                        NormalizeError.NORMALIZE_DETECTION_UNKNOWN,
                        "The schema's settings enable the detection '" + name + "', which does not exist.",
                        "Remove it from settings.detections of the schema. Known detections: " + KNOWN + ".");
        };
    }

    private static Optional<DataType> when(boolean found, DataType type) {
        return found ? Optional.of(type) : Optional.empty();
    }

    private static boolean isIso(IsoParser.Kind kind, DataType type, Object value) {
        return type == DataType.TEXT && new IsoParser().parse((String) value) == kind;
    }

    private static boolean isEpoch(DataType type, Object value) {
        boolean number = type == DataType.BIGINT || type == DataType.DOUBLE;
        return number && Math.abs(((Number) value).doubleValue() - PROCESS_START) <= EPOCH_WINDOW;
    }

    private static Optional<DataType> largeInteger(Object value) {
        if (!(value instanceof BigInteger large) || large.signum() < 0) {
            return Optional.empty();
        }
        return Optional.of(large.compareTo(Wei.MAX) > 0 ? DataType.TEXT : DataType.WEI);
    }
}
