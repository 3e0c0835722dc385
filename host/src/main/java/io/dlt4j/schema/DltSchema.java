package io.dlt4j.schema;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.Schema;
import io.dlt4j.api.schema.TableSchema;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A schema: tables, settings and normalizer configuration, with a version and its history.
 *
 * <p>Immutable and thread-safe; changes return copies that share what did not change. The {@link #version} and
 * {@link #versionHash} are those that a save would write: however much changes between two saves, the version grows
 * by one.
 */
public final class DltSchema implements Schema {

    private final SchemaHeader header;
    private final Map<String, TableSchema> tables;
    private final SchemaSettings settings;
    private final Normalizers normalizers;

    /** Derived from the rest, made when first asked for; racing threads make equal ones. */
    private volatile @Nullable DltSchema bumped;

    private DltSchema(
            SchemaHeader header, Map<String, TableSchema> tables, SchemaSettings settings, Normalizers normalizers) {
        this.header = header;
        this.tables = Collections.unmodifiableMap(tables);
        this.settings = settings;
        this.normalizers = normalizers;
    }

    /**
     * A new schema with the system tables only.
     *
     * @throws DltException if the name cannot be a schema's
     */
    public static DltSchema create(String name, NamingConvention naming) {
        SchemaRenaming renaming = new SchemaRenaming(naming, true);
        Map<String, TableSchema> tables = new LinkedHashMap<>();
        for (TableSchema table : List.of(SystemTables.version(), SystemTables.loads())) {
            TableSchema renamed = renaming.rename(table);
            tables.put(renamed.name(), renamed);
        }
        return new DltSchema(
                SchemaHeader.initial(SchemaName.require(name)),
                tables,
                SchemaSettings.initial().normalized(naming),
                Normalizers.initial(naming));
    }

    /**
     * Reads a stored schema, of this engine version or of an older one.
     *
     * @throws DltException if the document is not a valid schema, or was changed since it was saved
     */
    public static DltSchema parse(String json) {
        Map<String, @Nullable Object> tree = CanonicalJson.parseObject(json);
        SchemaDocument.verify(tree);
        return of(tree);
    }

    /** The schema of a document, which is changed, and which people may have written: its hash proves nothing. */
    static DltSchema of(Map<String, @Nullable Object> tree) {
        SchemaDocument.complete(tree);
        DltSchema schema = new DltSchema(
                SchemaDocument.header(tree),
                SchemaDocument.tables(tree),
                new SchemaSettings(Trees.object(tree, "settings")),
                new Normalizers(Trees.object(tree, "normalizers")));
        schema.checkTables();
        return schema;
    }

    private void checkTables() {
        // validates the stored name as well
        NamingConvention naming = naming(OptionalInt.empty());
        for (String name : List.of(SystemTables.VERSION, SystemTables.LOADS)) {
            if (!tables.containsKey(naming.normalizeTableIdentifier(name))) {
                throw new DltException(
                        SchemaError.SCHEMA_CORRUPTED,
                        "Schema '" + name() + "' lacks the system table '" + name + "'.",
                        "Restore the schema, or remove it so that it is written again.");
            }
        }
        new TableChains(name(), tables).check();
    }

    private DltSchema with(SchemaHeader newHeader) {
        return new DltSchema(newHeader, tables, settings, normalizers);
    }

    private DltSchema with(Map<String, TableSchema> newTables) {
        return new DltSchema(header, newTables, settings, normalizers);
    }

    private DltSchema with(SchemaSettings newSettings) {
        return new DltSchema(header, tables, newSettings, normalizers);
    }

    private DltSchema with(Normalizers newNormalizers) {
        return new DltSchema(header, tables, settings, newNormalizers);
    }

    @Override
    public String name() {
        return header.name();
    }

    /** The version that a save would write. */
    @Override
    public int version() {
        return bumped().header.version();
    }

    /** The hash of the content as it is now. */
    @Override
    public String versionHash() {
        return bumped().header.versionHash();
    }

    @Override
    public int engineVersion() {
        return SchemaMigration.ENGINE_VERSION;
    }

    /** The hashes of earlier versions that a save would write, newest first, at most ten. */
    public List<String> previousHashes() {
        return bumped().header.previousHashes();
    }

    /** The schema as saved: version, hash and history follow the content. */
    public DltSchema bumped() {
        DltSchema result = bumped;
        if (result == null) {
            SchemaHeader saved = header.bumped(ContentHash.of(tree()));
            result = saved == header ? this : with(saved);
            result.bumped = result;
            bumped = result;
        }
        return result;
    }

    /** Whether the content differs from the one last saved; true for a new schema. */
    public boolean isModified() {
        return bumped() != this;
    }

    /** Whether the schema was never saved. */
    public boolean isNew() {
        return header.versionHash().isEmpty();
    }

    @Override
    public Map<String, TableSchema> tables() {
        return tables;
    }

    /** The table of that normalized name. */
    public Optional<TableSchema> table(String tableName) {
        return Optional.ofNullable(tables.get(tableName));
    }

    /** {@inheritDoc} Within the chain, each table is followed by its descendants. */
    @Override
    public List<TableSchema> chain(String root) {
        return new TableChains(name(), tables).chain(root);
    }

    @Override
    public TableSchema root(String table) {
        return new TableChains(name(), tables).root(table);
    }

    /** The stored form, as bumped: compact JSON. */
    @Override
    public String json() {
        return CanonicalJson.compact(bumped().tree());
    }

    /** The stored form, as bumped, indented by two spaces. */
    public String prettyJson() {
        return CanonicalJson.indented(bumped().tree());
    }

    Map<String, @Nullable Object> tree() {
        return SchemaDocument.tree(header, tables.values(), settings, normalizers);
    }

    /**
     * Adds a table, or merges {@code partial} into the one of that name: new columns at the end, properties that are
     * given overwrite. An incomplete column that gets its type moves to the end.
     *
     * @param partial with normalized names, see {@link #normalized}
     * @param replaceCompound whether a compound property (keys, partition, cluster, incremental) that {@code partial}
     *     sets is first removed from all columns: yes for hints, no for inferred columns
     * @throws DltException if the parent is not there or is another one than before
     */
    public DltSchema withTable(TableSchema partial, boolean replaceCompound) {
        return withTables(List.of(partial), replaceCompound);
    }

    /** As {@link #withTable} for several tables in their order, parents before children. */
    public DltSchema withTables(Collection<TableSchema> partials, boolean replaceCompound) {
        Map<String, TableSchema> changed = new LinkedHashMap<>(tables);
        TableChains chains = new TableChains(name(), changed);
        TableMerge merge = new TableMerge(name(), replaceCompound);
        for (TableSchema partial : partials) {
            chains.checkParent(partial);
            TableSchema stored = changed.get(partial.name());
            changed.put(partial.name(), stored == null ? partial : merge.merge(stored, partial));
        }
        return with(changed);
    }

    /**
     * Removes tables; names that are not there are ignored.
     *
     * @throws DltException if a table that stays is nested in one that goes, or if a system table would be missing
     */
    public DltSchema withoutTables(Set<String> names) {
        Map<String, TableSchema> left = new LinkedHashMap<>(tables);
        left.keySet().removeAll(names);
        DltSchema result = with(left);
        result.checkTables();
        return result;
    }

    /** As {@link #withoutTables} for one table. */
    public DltSchema withoutTable(String name) {
        return withoutTables(Set.of(name));
    }

    /**
     * Marks tables as having received data: the mark {@code seen-data} is set, {@code evolve-columns-once} removed.
     * Names that are not there are ignored.
     */
    public DltSchema withSeenData(Set<String> names) {
        Map<String, TableSchema> marked = new LinkedHashMap<>(tables);
        names.forEach(name -> marked.computeIfPresent(name, (key, table) -> ProcessingMarks.seenData(table)));
        return marked.equals(tables) ? this : with(marked);
    }

    /** A copy without the marks that processing leaves in tables. */
    public DltSchema withoutProcessingMarks() {
        Map<String, TableSchema> clean = new LinkedHashMap<>(tables);
        clean.replaceAll((key, table) -> ProcessingMarks.remove(table));
        return clean.equals(tables) ? this : with(clean);
    }

    /** The table with its names put through a convention: its own, those of its columns, its parent and references. */
    public TableSchema normalized(TableSchema table, NamingConvention naming) {
        return new SchemaRenaming(naming, usesPathNormalization()).rename(table);
    }

    /** Detections, default hints and preferred types. */
    public SchemaSettings settings() {
        return settings;
    }

    /** A copy with patterns added to the default hints: hint name to simple regexes, which get normalized. */
    public DltSchema withDefaultHints(Map<String, List<String>> hints) {
        return with(settings.withHints(hints, naming(OptionalInt.empty())));
    }

    /** A copy with preferred types added: simple regex, which gets normalized, to type. */
    public DltSchema withPreferredTypes(Map<String, DataType> types) {
        return with(settings.withPreferredTypes(types, naming(OptionalInt.empty())));
    }

    /** A copy with exactly these detections. */
    public DltSchema withDetections(List<String> names) {
        return with(settings.withDetections(names));
    }

    /** A copy whose settings carry that contract, a mode's name or a map as in schemas; empty for none. */
    public DltSchema withContract(Optional<Object> contract) {
        return with(settings.withContract(contract));
    }

    /**
     * The contract that guards a table: the first on the way to its root, else the schema's. System tables evolve.
     *
     * @param table the normalized name
     * @param parent the parent of a table that is not in the schema yet
     */
    public SchemaContract contractFor(String table, Optional<String> parent) {
        if (SystemTables.isSystemName(table)) {
            return SchemaContract.EVOLVE;
        }
        String known = tables.containsKey(table) ? table : parent.orElse(table);
        return new TableChains(name(), tables).contract(known).orElseGet(settings::contract);
    }

    /** The configuration of the relational normalizer. */
    public JsonNormalizerConfig normalizerConfig() {
        return normalizers.jsonConfig();
    }

    /** The reference's module for JSON, for example {@code dlt.common.normalizers.json.relational}. */
    public String normalizerModule() {
        return normalizers.jsonModule();
    }

    /** A copy with that configuration. */
    public DltSchema withNormalizerConfig(JsonNormalizerConfig config) {
        return config.equals(normalizerConfig()) ? this : with(normalizers.withJsonConfig(config));
    }

    /** The naming convention that is stored; the limit is the destination's and is not. */
    public NamingConvention naming(OptionalInt maxLength) {
        return NamingConvention.of(normalizers.names(), maxLength);
    }

    /** Whether names are normalized as paths; false for schemas that come from engine 10 and before. */
    public boolean usesPathNormalization() {
        return normalizers.usesPathNormalization();
    }

    /** A copy that says whether names are normalized as paths. */
    public DltSchema withPathNormalization(boolean paths) {
        return paths == usesPathNormalization() ? this : with(normalizers.withPathNormalization(paths));
    }

    /** A copy that says whether {@link #withNaming} may rename tables with data. */
    public DltSchema withIdentifierChange(boolean allowed) {
        return with(normalizers.withIdentifierChange(allowed));
    }

    /**
     * A copy under another naming convention: all identifiers are normalized again. A convention that differs in its
     * limit only changes nothing.
     *
     * @throws DltException if a table has received data and renaming it is not allowed
     */
    public DltSchema withNaming(NamingConvention naming) {
        String from = naming(OptionalInt.empty()).name();
        if (from.equals(naming.name())) {
            return this;
        }
        SchemaRenaming renaming = new SchemaRenaming(naming, usesPathNormalization());
        Map<String, TableSchema> renamed =
                renaming.rename(name(), from, tables.values(), !normalizers.allowsIdentifierChange());
        return new DltSchema(
                header,
                renamed,
                settings.normalized(naming),
                normalizers.withNames(naming.name()).withJsonConfig(renaming.rename(normalizerConfig())));
    }

    /** A copy under another name, new and without history. */
    public DltSchema renamed(String newName) {
        return newName.equals(name()) ? this : with(header.renamed(SchemaName.require(newName)));
    }

    /** The content and version of {@code other}, with this schema's hash at the front of its history. */
    public DltSchema replacedBy(DltSchema other) {
        String replaced = versionHash();
        return requireNonNull(other, "other is null").versionHash().equals(replaced)
                ? other
                : other.with(other.header.withPrevious(replaced));
    }

    /** The hash of the import file that was last applied. */
    public Optional<String> importedVersionHash() {
        return Optional.ofNullable(header.extras().get(SchemaHeader.IMPORTED_HASH))
                .map(Object::toString);
    }

    /** A copy that remembers the hash of its import file. */
    public DltSchema withImportedVersionHash(String hash) {
        return with(header.withExtra(SchemaHeader.IMPORTED_HASH, Optional.of(hash)));
    }

    /** The description. */
    public Optional<String> description() {
        return Optional.ofNullable(header.extras().get(SchemaHeader.DESCRIPTION))
                .map(Object::toString);
    }

    /** Name, version and hash. */
    @Override
    public String toString() {
        return name() + " v" + version() + " " + versionHash();
    }
}
