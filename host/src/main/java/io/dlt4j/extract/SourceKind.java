package io.dlt4j.extract;

import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;

/** The formats of sources. */
public enum SourceKind {
    /** One JSON value a line. */
    JSONL(ExtractError.EXTRACT_JSON_BROKEN) {
        @Override
        PartSource cut(InputStream text, String origin, int targetBytes) {
            return new JsonLinesCutter(text, origin, targetBytes);
        }
    },
    /** One JSON array whose elements are the items, or any number of other JSON values. */
    JSON(ExtractError.EXTRACT_JSON_BROKEN) {
        @Override
        PartSource cut(InputStream text, String origin, int targetBytes) {
            return new JsonCutter(text, origin, targetBytes);
        }
    },
    /** Comma-separated values with a header line. */
    CSV(ExtractError.EXTRACT_CSV_BROKEN) {
        @Override
        PartSource cut(InputStream text, String origin, int targetBytes) {
            return new CsvCutter(text, ',', origin, targetBytes);
        }
    },
    /** Tab-separated values with a header line; quotes have the same meaning as in {@link #CSV}. */
    TSV(ExtractError.EXTRACT_CSV_BROKEN) {
        @Override
        PartSource cut(InputStream text, String origin, int targetBytes) {
            return new CsvCutter(text, '\t', origin, targetBytes);
        }
    },
    /** Parquet; recognised, not cut here. */
    PARQUET(ExtractError.EXTRACT_FORMAT_UNSUPPORTED) {
        @Override
        PartSource cut(InputStream text, String origin, int targetBytes) {
            throw SourceErrors.parquet(origin);
        }
    };

    private final ExtractError broken;

    SourceKind(ExtractError broken) {
        this.broken = broken;
    }

    abstract PartSource cut(InputStream text, String origin, int targetBytes);

    /** The error for content that is not of this format. */
    ExtractError broken() {
        return broken;
    }

    /** The format with a name such as {@code jsonl}, which is also its file extension; {@code ndjson} is JSONL. */
    public static Optional<SourceKind> find(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "jsonl", "ndjson" -> Optional.of(JSONL);
            case "json" -> Optional.of(JSON);
            case "csv" -> Optional.of(CSV);
            case "tsv" -> Optional.of(TSV);
            case "parquet" -> Optional.of(PARQUET);
            default -> Optional.empty();
        };
    }
}
