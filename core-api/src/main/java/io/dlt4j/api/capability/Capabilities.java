package io.dlt4j.api.capability;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apiguardian.api.API;

/**
 * What a destination can do, as far as anybody must know it before there is a connection: how data is extracted and
 * normalized for it depends on nothing else.
 *
 * <p>Immutable data; written down in the sheet {@code META-INF/dlt4j/capabilities/<type>.json} of the plugin's jar. Defaults are
 * those of {@link #builder}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Capabilities {

    /** Not changed any more once the capabilities are made. */
    private final Builder values;

    private Capabilities(Builder builder) {
        this.values = builder;
    }

    /** Starts with the defaults: no formats, no strategies, generous limits. */
    public static Builder builder(String type) {
        return new Builder(requireNonNull(type, "type is null"));
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder(values);
    }

    /** The destination type that the sheet is about. */
    public String type() {
        return values.type;
    }

    /** Names of the job file formats that it loads directly, preferred first. */
    public List<String> fileFormats() {
        return values.fileFormats;
    }

    /** Names of the formats that it loads from a staging destination, preferred first; empty if it cannot. */
    public List<String> stagingFileFormats() {
        return values.stagingFileFormats;
    }

    /** The longest table name, in code points. */
    public int maxIdentifierLength() {
        return values.maxIdentifierLength;
    }

    /** The longest column name, in code points. */
    public int maxColumnIdentifierLength() {
        return values.maxColumnIdentifierLength;
    }

    /** Whether identifiers that differ only by case can live side by side. */
    public boolean caseSensitiveIdentifiers() {
        return values.caseSensitiveIdentifiers;
    }

    /** How it folds identifiers. */
    public CaseFolding caseFolding() {
        return values.caseFolding;
    }

    /** The naming convention it forces, if any. */
    public Optional<String> namingConvention() {
        return values.namingConvention;
    }

    /** The nesting limit it forces, if any. */
    public OptionalInt maxTableNesting() {
        return values.maxTableNesting;
    }

    /** Precision of decimals whose column says nothing. */
    public DecimalPrecision decimalPrecision() {
        return values.decimalPrecision;
    }

    /** Precision of the wei type. */
    public DecimalPrecision weiPrecision() {
        return values.weiPrecision;
    }

    /** Digits of a second where a column says nothing. */
    public int timestampPrecision() {
        return values.timestampPrecision;
    }

    /** Most digits of a second. */
    public int maxTimestampPrecision() {
        return values.maxTimestampPrecision;
    }

    /** Digits of a second of every timestamp with time zone, whatever its column says; empty if columns decide. */
    public OptionalInt zonedTimestampPrecision() {
        return values.zonedTimestampPrecision;
    }

    /** The longest text, in bytes of UTF-8. */
    public long maxTextLength() {
        return values.maxTextLength;
    }

    /** The longest statement, in bytes of UTF-8. */
    public int maxQueryLength() {
        return values.maxQueryLength;
    }

    /** Whether DDL takes part in transactions. */
    public boolean ddlTransactions() {
        return values.ddlTransactions;
    }

    /** Whether a job can be one transaction with its ledger key. */
    public boolean transactions() {
        return values.transactions;
    }

    /** Whether it stores timestamps without time zone. */
    public boolean naiveTimestamps() {
        return values.naiveTimestamps;
    }

    /** Names of the merge strategies, default first. */
    public List<String> mergeStrategies() {
        return values.mergeStrategies;
    }

    /** Names of the replace strategies, default first. */
    public List<String> replaceStrategies() {
        return values.replaceStrategies;
    }

    /** Most jobs at once, if limited. */
    public OptionalInt maxParallelJobs() {
        return values.maxParallelJobs;
    }

    /** Most files that one {@link io.dlt4j.api.load.IngestJob} may bring. */
    public int maxFilesPerJob() {
        return values.maxFilesPerJob;
    }

    /** Bytes after which a job file should end, if it matters. */
    public OptionalLong recommendedFileSize() {
        return values.recommendedFileSize;
    }

    /** Which capabilities follow the destination's configuration. */
    public List<ConfiguredCapability> configured() {
        return values.configured;
    }

    /** Whether job files of text formats are compressed with gzip unless the user says otherwise. */
    public boolean compressedText() {
        return values.compressedText;
    }

    /** Whether texts and JSON documents may hold the character U+0000; if not, U+FFFD stands for it in job files. */
    public boolean nulCharacters() {
        return values.nulCharacters;
    }

    /** How values are written in job files that hold SQL. */
    public SqlLiterals sqlLiterals() {
        return values.sqlLiterals;
    }

    /** Whether it takes the file without rows that stands for a replaced table that has none. */
    public boolean emptyFiles() {
        return values.emptyFiles;
    }

    /** Whether it keeps files that other destinations load from: its client is a {@link io.dlt4j.api.load.SupportsStage}. */
    public boolean stage() {
        return values.stage;
    }

    /**
     * The ways of loading, by the hint {@code x-insert-api} of a table, in which a row may come twice after a failure. All others
     * load each row once.
     */
    public List<String> atLeastOnce() {
        return values.atLeastOnce;
    }

    /** Whether identifiers reach the destination with their case kept and told apart. */
    public boolean keepsCase() {
        return values.caseSensitiveIdentifiers && values.caseFolding == CaseFolding.NONE;
    }

    /** The longest identifier of any kind: what the naming convention shortens to. */
    public int identifierLimit() {
        return Math.min(values.maxIdentifierLength, values.maxColumnIdentifierLength);
    }

    /** Collects {@link Capabilities}. Not thread-safe. */
    public static final class Builder {

        private final String type;
        private List<String> fileFormats = List.of();
        private List<String> stagingFileFormats = List.of();
        private int maxIdentifierLength = 65536;
        private int maxColumnIdentifierLength = 65536;
        private boolean caseSensitiveIdentifiers = true;
        private CaseFolding caseFolding = CaseFolding.NONE;
        private Optional<String> namingConvention = Optional.empty();
        private OptionalInt maxTableNesting = OptionalInt.empty();
        private DecimalPrecision decimalPrecision = new DecimalPrecision(38, 9);
        private DecimalPrecision weiPrecision = new DecimalPrecision(38, 0);
        private int timestampPrecision = 6;
        private int maxTimestampPrecision = 6;
        private OptionalInt zonedTimestampPrecision = OptionalInt.empty();
        private long maxTextLength = 1_073_741_824L;
        private int maxQueryLength = 33_554_432;
        private boolean ddlTransactions = false;
        private boolean transactions = false;
        private boolean naiveTimestamps = true;
        private List<String> mergeStrategies = List.of();
        private List<String> replaceStrategies = List.of();
        private OptionalInt maxParallelJobs = OptionalInt.empty();
        private int maxFilesPerJob = 1;
        private OptionalLong recommendedFileSize = OptionalLong.empty();
        private List<ConfiguredCapability> configured = List.of();
        private boolean compressedText = false;
        private boolean emptyFiles = false;
        private boolean stage = false;
        private List<String> atLeastOnce = List.of();
        private boolean nulCharacters = true;
        private SqlLiterals sqlLiterals = SqlLiterals.STANDARD;

        private Builder(String type) {
            this.type = type;
        }

        private Builder(Builder other) {
            this(other.type);
            fileFormats = other.fileFormats;
            stagingFileFormats = other.stagingFileFormats;
            maxIdentifierLength = other.maxIdentifierLength;
            maxColumnIdentifierLength = other.maxColumnIdentifierLength;
            caseSensitiveIdentifiers = other.caseSensitiveIdentifiers;
            caseFolding = other.caseFolding;
            namingConvention = other.namingConvention;
            maxTableNesting = other.maxTableNesting;
            decimalPrecision = other.decimalPrecision;
            weiPrecision = other.weiPrecision;
            timestampPrecision = other.timestampPrecision;
            maxTimestampPrecision = other.maxTimestampPrecision;
            zonedTimestampPrecision = other.zonedTimestampPrecision;
            maxTextLength = other.maxTextLength;
            maxQueryLength = other.maxQueryLength;
            ddlTransactions = other.ddlTransactions;
            transactions = other.transactions;
            naiveTimestamps = other.naiveTimestamps;
            mergeStrategies = other.mergeStrategies;
            replaceStrategies = other.replaceStrategies;
            maxParallelJobs = other.maxParallelJobs;
            maxFilesPerJob = other.maxFilesPerJob;
            recommendedFileSize = other.recommendedFileSize;
            configured = other.configured;
            compressedText = other.compressedText;
            emptyFiles = other.emptyFiles;
            stage = other.stage;
            atLeastOnce = other.atLeastOnce;
            nulCharacters = other.nulCharacters;
            sqlLiterals = other.sqlLiterals;
        }

        /** See {@link Capabilities#fileFormats()}. */
        public Builder fileFormats(List<String> value) {
            fileFormats = List.copyOf(value);
            return this;
        }

        /** See {@link Capabilities#stagingFileFormats()}. */
        public Builder stagingFileFormats(List<String> value) {
            stagingFileFormats = List.copyOf(value);
            return this;
        }

        /** See {@link Capabilities#maxIdentifierLength()}. */
        public Builder maxIdentifierLength(int value) {
            maxIdentifierLength = value;
            return this;
        }

        /** See {@link Capabilities#maxColumnIdentifierLength()}. */
        public Builder maxColumnIdentifierLength(int value) {
            maxColumnIdentifierLength = value;
            return this;
        }

        /** See {@link Capabilities#caseSensitiveIdentifiers()}. */
        public Builder caseSensitiveIdentifiers(boolean value) {
            caseSensitiveIdentifiers = value;
            return this;
        }

        /** See {@link Capabilities#caseFolding()}. */
        public Builder caseFolding(CaseFolding value) {
            caseFolding = requireNonNull(value, "caseFolding is null");
            return this;
        }

        /** See {@link Capabilities#namingConvention()}. */
        public Builder namingConvention(String value) {
            namingConvention = Optional.of(value);
            return this;
        }

        /** See {@link Capabilities#maxTableNesting()}. */
        public Builder maxTableNesting(int value) {
            maxTableNesting = OptionalInt.of(value);
            return this;
        }

        /** See {@link Capabilities#decimalPrecision()}. */
        public Builder decimalPrecision(DecimalPrecision value) {
            decimalPrecision = requireNonNull(value, "decimalPrecision is null");
            return this;
        }

        /** See {@link Capabilities#weiPrecision()}. */
        public Builder weiPrecision(DecimalPrecision value) {
            weiPrecision = requireNonNull(value, "weiPrecision is null");
            return this;
        }

        /** See {@link Capabilities#timestampPrecision()}. */
        public Builder timestampPrecision(int value) {
            timestampPrecision = value;
            return this;
        }

        /** See {@link Capabilities#maxTimestampPrecision()}. */
        public Builder maxTimestampPrecision(int value) {
            maxTimestampPrecision = value;
            return this;
        }

        /** See {@link Capabilities#zonedTimestampPrecision()}. */
        public Builder zonedTimestampPrecision(int value) {
            zonedTimestampPrecision = OptionalInt.of(value);
            return this;
        }

        /** See {@link Capabilities#maxTextLength()}. */
        public Builder maxTextLength(long value) {
            maxTextLength = value;
            return this;
        }

        /** See {@link Capabilities#maxQueryLength()}. */
        public Builder maxQueryLength(int value) {
            maxQueryLength = value;
            return this;
        }

        /** See {@link Capabilities#ddlTransactions()}. */
        public Builder ddlTransactions(boolean value) {
            ddlTransactions = value;
            return this;
        }

        /** See {@link Capabilities#transactions()}. */
        public Builder transactions(boolean value) {
            transactions = value;
            return this;
        }

        /** See {@link Capabilities#naiveTimestamps()}. */
        public Builder naiveTimestamps(boolean value) {
            naiveTimestamps = value;
            return this;
        }

        /** See {@link Capabilities#mergeStrategies()}. */
        public Builder mergeStrategies(List<String> value) {
            mergeStrategies = List.copyOf(value);
            return this;
        }

        /** See {@link Capabilities#replaceStrategies()}. */
        public Builder replaceStrategies(List<String> value) {
            replaceStrategies = List.copyOf(value);
            return this;
        }

        /** See {@link Capabilities#maxParallelJobs()}. */
        public Builder maxParallelJobs(int value) {
            maxParallelJobs = OptionalInt.of(value);
            return this;
        }

        /** See {@link Capabilities#maxFilesPerJob()}. */
        public Builder maxFilesPerJob(int value) {
            maxFilesPerJob = value;
            return this;
        }

        /** See {@link Capabilities#recommendedFileSize()}. */
        public Builder recommendedFileSize(long value) {
            recommendedFileSize = OptionalLong.of(value);
            return this;
        }

        /** See {@link Capabilities#configured()}. */
        public Builder configured(List<ConfiguredCapability> value) {
            configured = List.copyOf(value);
            return this;
        }

        /** See {@link Capabilities#compressedText()}. */
        public Builder compressedText(boolean value) {
            compressedText = value;
            return this;
        }

        /** See {@link Capabilities#nulCharacters()}. */
        public Builder nulCharacters(boolean value) {
            nulCharacters = value;
            return this;
        }

        /** See {@link Capabilities#sqlLiterals()}. */
        public Builder sqlLiterals(SqlLiterals value) {
            sqlLiterals = requireNonNull(value, "sqlLiterals is null");
            return this;
        }

        /** See {@link Capabilities#emptyFiles()}. */
        public Builder emptyFiles(boolean value) {
            emptyFiles = value;
            return this;
        }

        /** See {@link Capabilities#stage()}. */
        public Builder stage(boolean value) {
            stage = value;
            return this;
        }

        /** See {@link Capabilities#atLeastOnce()}. */
        public Builder atLeastOnce(List<String> value) {
            atLeastOnce = List.copyOf(value);
            return this;
        }

        /** The capabilities. */
        public Capabilities build() {
            return new Capabilities(new Builder(this));
        }
    }
}
