package io.dlt4j.pack;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.error.DltException;
import io.dlt4j.schema.CanonicalJson;
import io.dlt4j.schema.Sha3;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline remembers between runs: names, destination, and the state of sources and resources, as the reference
 * stores it in {@code state.json} and in {@code _dlt_pipeline_state}.
 *
 * <p>Immutable and thread-safe. Values are those of JSON. Typed values (timestamps, decimals, …) are texts that begin
 * with a private-use character from U+F026 on, exactly as stored: the hash is taken of that form.
 *
 * <p>{@link #version} and {@link #versionHash} are those that a save would write.
 */
public final class PipelineState {

    static final String VERSION = "_state_version";
    static final String ENGINE_VERSION = "_state_engine_version";
    static final String VERSION_HASH = "_version_hash";
    static final String LOCAL = "_local";
    static final String PIPELINE_NAME = "pipeline_name";

    private static final String DATASET_NAME = "dataset_name";
    private static final String DEFAULT_SCHEMA_NAME = "default_schema_name";
    private static final String SCHEMA_NAMES = "schema_names";
    private static final String SOURCES = "sources";

    private static final String FIRST_RUN = "first_run";
    private static final String DEV_MODE = "_dev_mode";
    private static final String INITIAL_CWD = "initial_cwd";
    private static final String EXTRACTED_AT = "_last_extracted_at";
    private static final String EXTRACTED_HASH = "_last_extracted_hash";

    /** The mark of a timestamp in typed JSON. */
    private static final char TIMESTAMP_TAG = '\uF027';

    private final Map<String, @Nullable Object> tree;

    private PipelineState(Map<String, @Nullable Object> tree) {
        this.tree = StateTree.frozen(tree);
    }

    /** The state of a pipeline that has never run. */
    public static PipelineState create(String pipelineName) {
        Map<String, @Nullable Object> local = new LinkedHashMap<>();
        local.put(FIRST_RUN, true);
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put(VERSION, 0L);
        tree.put(ENGINE_VERSION, (long) StateMigration.ENGINE_VERSION);
        tree.put(LOCAL, local);
        tree.put(PIPELINE_NAME, requireNonNull(pipelineName, "pipelineName is null"));
        tree.put(DATASET_NAME, null);
        tree.put(DEFAULT_SCHEMA_NAME, null);
        tree.put(SCHEMA_NAMES, List.of());
        return new PipelineState(tree);
    }

    /**
     * Reads a state, of this engine version or of an older one.
     *
     * @throws DltException if the text is not a state or comes from a newer version
     */
    public static PipelineState parse(String json) {
        return read(json)
                .orElseThrow(() -> new DltException(
                        StateError.STATE_INVALID,
                        "The document is not a pipeline state: " + PIPELINE_NAME + " or " + VERSION + " is missing.",
                        "Restore the document, or remove it so that the state comes from the destination."));
    }

    /** Empty for a document that is not a state. */
    private static Optional<PipelineState> read(String json) {
        Map<String, @Nullable Object> tree = CanonicalJson.parseObject(json);
        if (!(tree.get(PIPELINE_NAME) instanceof String) || !(tree.get(VERSION) instanceof Number)) {
            return Optional.empty();
        }
        StateMigration.migrate(tree);
        return Optional.of(new PipelineState(tree));
    }

    /**
     * Reads the column {@code state} of a row of {@code _dlt_pipeline_state}; the result has no local values.
     *
     * @param place what holds the row, for messages: {@code dataset 'd' at duckdb:///f}
     * @throws DltException if the text is not a state or comes from a newer version
     */
    public static PipelineState decodeRow(String text, String place) {
        return read(StateRow.decode(text, place))
                .orElseThrow(() -> StateRow.invalid(
                        place, "is no pipeline state: " + PIPELINE_NAME + " or " + VERSION + " is missing", null));
    }

    /** The column {@code state} of a row of {@code _dlt_pipeline_state}: the state as bumped, without local values. */
    public String encodeRow() {
        Map<String, @Nullable Object> shared = new LinkedHashMap<>(bumped().tree);
        shared.remove(LOCAL);
        return StateRow.encode(CanonicalJson.compact(shared));
    }

    /**
     * The hash of a state: Base64 of SHA3-256 over its sorted JSON without versions, hash and local values. Serves the
     * states of load packages too.
     */
    public static String contentHash(Map<String, @Nullable Object> state) {
        Map<String, @Nullable Object> content = new LinkedHashMap<>(state);
        content.keySet().removeAll(List.of(LOCAL, VERSION, ENGINE_VERSION, VERSION_HASH));
        return new Sha3().update(CanonicalJson.sorted(content)).base64();
    }

    /** The state as saved: version and hash follow the content. */
    public PipelineState bumped() {
        String actual = contentHash(tree);
        Object stored = tree.get(VERSION_HASH);
        if (actual.equals(stored)) {
            return this;
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(tree);
        copy.put(VERSION_HASH, actual);
        if (stored != null) {
            copy.put(VERSION, ((Number) requireNonNull(tree.get(VERSION), "version is null")).longValue() + 1);
        }
        return new PipelineState(copy);
    }

    /** The stored form, as bumped: compact typed JSON. */
    public String json() {
        return CanonicalJson.compact(bumped().tree);
    }

    /** The stored form, as bumped, indented by two spaces. */
    public String prettyJson() {
        return CanonicalJson.indented(bumped().tree);
    }

    /** The version that a save would write: 0 for a new state, one more for every saved change. */
    public long version() {
        return bumped().tree.get(VERSION) instanceof Number version ? version.longValue() : 0;
    }

    /** The hash of the content as it is now. */
    public String versionHash() {
        return contentHash(tree);
    }

    /** The hash of the last save; differs from {@link #versionHash} if something changed since. */
    public Optional<String> storedHash() {
        return text(VERSION_HASH);
    }

    /** The version of the stored form. */
    public int engineVersion() {
        return StateMigration.ENGINE_VERSION;
    }

    /** The pipeline's name. */
    public String pipelineName() {
        return text(PIPELINE_NAME).orElseThrow();
    }

    /** The dataset that the pipeline loads into. */
    public Optional<String> datasetName() {
        return text(DATASET_NAME);
    }

    /** A copy with that dataset. */
    public PipelineState withDatasetName(String name) {
        return with(List.of(DATASET_NAME), name);
    }

    /** The schema of data that names none. */
    public Optional<String> defaultSchemaName() {
        return text(DEFAULT_SCHEMA_NAME);
    }

    /** A copy with that default schema. */
    public PipelineState withDefaultSchemaName(String name) {
        return with(List.of(DEFAULT_SCHEMA_NAME), name);
    }

    /** The names of the pipeline's schemas, sorted. */
    public List<String> schemaNames() {
        return tree.get(SCHEMA_NAMES) instanceof Collection<?> names
                ? names.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** A copy with those schemas. */
    public PipelineState withSchemaNames(Collection<String> names) {
        return with(List.of(SCHEMA_NAMES), names.stream().sorted().distinct().toList());
    }

    /** The destination's type, for example {@code dlt.destinations.duckdb}. */
    public Optional<String> destinationType() {
        return text("destination_type");
    }

    /** The destination's name; empty where it is the type's own. */
    public Optional<String> destinationName() {
        return text("destination_name");
    }

    /** A copy with that destination. */
    public PipelineState withDestination(String type, Optional<String> name) {
        return withReference("destination", type, name);
    }

    /** The staging destination's type. */
    public Optional<String> stagingType() {
        return text("staging_type");
    }

    /** The staging destination's name; empty where it is the type's own. */
    public Optional<String> stagingName() {
        return text("staging_name");
    }

    /** A copy with that staging destination. */
    public PipelineState withStaging(String type, Optional<String> name) {
        return withReference("staging", type, name);
    }

    /** A copy without a staging destination. */
    public PipelineState withoutStaging() {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(tree);
        copy.remove("staging_type");
        copy.remove("staging_name");
        return new PipelineState(copy);
    }

    private PipelineState withReference(String role, String type, Optional<String> name) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(tree);
        copy.put(role + "_type", type);
        copy.put(role + "_name", name.orElse(null));
        return new PipelineState(copy);
    }

    /** Whether no run has been completed yet. */
    public boolean isFirstRun() {
        return Boolean.TRUE.equals(local(FIRST_RUN).orElse(false));
    }

    /** A copy that says whether no run has been completed yet. */
    public PipelineState withFirstRun(boolean firstRun) {
        return withLocal(FIRST_RUN, firstRun);
    }

    /** Whether the pipeline runs in dev mode. */
    public boolean isDevMode() {
        return Boolean.TRUE.equals(local(DEV_MODE).orElse(false));
    }

    /** A copy that says whether the pipeline runs in dev mode. */
    public PipelineState withDevMode(boolean devMode) {
        return withLocal(DEV_MODE, devMode);
    }

    /** Where relative local paths of destinations start: the local directory when the pipeline was created. */
    public Optional<String> initialCwd() {
        return local(INITIAL_CWD).map(Object::toString);
    }

    /** A copy with that directory for relative local paths of destinations. */
    public PipelineState withInitialCwd(String directory) {
        return withLocal(INITIAL_CWD, directory);
    }

    /** The hash of the state that was last extracted, or restored. */
    public Optional<String> lastExtractedHash() {
        return local(EXTRACTED_HASH).map(Object::toString);
    }

    /** When the state was last extracted or restored, as stored, with its type tag. */
    public Optional<String> lastExtractedAt() {
        return local(EXTRACTED_AT).map(Object::toString);
    }

    /** A copy that remembers that the state of that hash is in, or on its way to, the destination. */
    public PipelineState withExtracted(String hash, Instant at) {
        return withLocal(EXTRACTED_AT, TIMESTAMP_TAG + pythonTimestamp(at)).withLocal(EXTRACTED_HASH, hash);
    }

    /** As {@code datetime.isoformat()}: six digits of a second or none. */
    private static String pythonTimestamp(Instant at) {
        String seconds = at.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", "");
        int micros = at.get(ChronoField.MICRO_OF_SECOND);
        String fraction =
                micros == 0 ? "" : "." + String.valueOf(1_000_000 + micros).substring(1);
        return seconds + fraction + "+00:00";
    }

    /** A local value, which never leaves this machine. */
    public Optional<Object> local(String key) {
        return value(tree, List.of(LOCAL, key));
    }

    /** A copy with that local value. */
    public PipelineState withLocal(String key, Object value) {
        return with(List.of(LOCAL, key), value);
    }

    /** A copy with the local values of {@code other} and none of its own. */
    public PipelineState withLocalOf(PipelineState other) {
        return with(List.of(LOCAL), StateTree.object(other.tree, LOCAL));
    }

    /** All states of sources, by name of source or default schema. */
    public Map<String, @Nullable Object> sources() {
        return StateTree.object(tree, SOURCES);
    }

    /**
     * The value at a path below {@link #sources}, for example {@code [source, resources, name, incremental, cursor]};
     * empty if there is none or it is null. Maps and lists are unmodifiable.
     */
    public Optional<Object> sourceValue(List<String> path) {
        return value(sources(), path);
    }

    /** A copy with the value at a path below {@link #sources}; objects on the way are made. */
    public PipelineState withSourceValue(List<String> path, @Nullable Object value) {
        return with(inSources(path), value);
    }

    /** A copy without the value at a path below {@link #sources}. */
    public PipelineState withoutSourceValue(List<String> path) {
        return new PipelineState(StateTree.without(tree, inSources(path)));
    }

    private static List<String> inSources(List<String> path) {
        List<String> full = new ArrayList<>(path.size() + 1);
        full.add(SOURCES);
        full.addAll(path);
        return Collections.unmodifiableList(full);
    }

    private PipelineState with(List<String> path, @Nullable Object value) {
        return new PipelineState(StateTree.with(tree, path, value));
    }

    private Optional<String> text(String key) {
        return Optional.ofNullable(tree.get(key)).map(Object::toString);
    }

    private static Optional<Object> value(Map<String, @Nullable Object> tree, List<String> path) {
        return StateTree.find(tree, path);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PipelineState that && that.tree.equals(tree);
    }

    @Override
    public int hashCode() {
        return tree.hashCode();
    }

    /** Pipeline, version and hash. */
    @Override
    public String toString() {
        return pipelineName() + " v" + version() + " " + versionHash();
    }
}
