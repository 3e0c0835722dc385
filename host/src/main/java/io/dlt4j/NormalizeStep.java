package io.dlt4j;

import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.normalize.NormalizeSettings;
import io.dlt4j.normalize.Normalized;
import io.dlt4j.normalize.PackageNormalizer;
import io.dlt4j.pack.Document;
import io.dlt4j.pack.JobEntry;
import io.dlt4j.pack.Live;
import io.dlt4j.pack.LoadPackage;
import io.dlt4j.pack.NameCollision;
import io.dlt4j.pack.PartFile;
import io.dlt4j.schema.DltSchema;
import io.dlt4j.schema.RootKeys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes job files of an extracted package and publishes them with the schema that they have. */
final class NormalizeStep {

    /** The key of the configured format of job files, if there was one. */
    static final String FILE_FORMAT = "loader_file_format";

    private final Setup setup;

    NormalizeStep(Setup setup) {
        this.setup = setup;
    }

    /** A normalized package, and the schemas that it brought. */
    record Result(Normalized normalized, Live live) {}

    /** Normalizes from disk. */
    Result normalize(LoadPackage load, Live live) {
        DltSchema schema = setup.policy().applied(schema(load, live));
        List<PartFile> parts = load.parts();
        setup.progress()
                .begin("normalize", parts.stream().mapToLong(PartFile::bytes).sum());
        NormalizeSettings settings = new NormalizeSettings(
                load.loadId(),
                setup.capabilities(),
                setup.formats(),
                load.startJobs(),
                setup.options().normalizeWorkers());
        try (PackageNormalizer normalizer = new PackageNormalizer(settings, schema)) {
            for (PartFile part : parts) {
                normalizer.submit(part);
                setup.progress().advance("normalize", part.table(), part.bytes());
            }
            return publish(load, normalizer.finish(), live);
        } finally {
            setup.progress().end("normalize");
        }
    }

    private DltSchema schema(LoadPackage load, Live live) {
        DltSchema known = live.schemas().get(load.schemaName());
        if (known == null) {
            return DltSchema.parse(load.extractedSchema());
        }
        if (setup.schemaFolders().imports().isEmpty()) {
            return known;
        }
        // an import file that replaced the schema since may not know the tables that this package was extracted with
        List<TableSchema> unknown = DltSchema.parse(load.extractedSchema()).tables().values().stream()
                .filter(table -> !known.tables().containsKey(table.name()))
                .toList();
        return known.withTables(unknown, false);
    }

    /** Publishes what was normalized, from disk or ahead of publication. */
    Result publish(LoadPackage load, Normalized normalized, Live live) {
        DltSchema before = setup.policy().applied(live.schemas().getOrDefault(load.schemaName(), normalized.schema()));
        Set<String> written = normalized.jobs().stream().map(JobEntry::table).collect(Collectors.toSet());
        DltSchema merged = RootKeys.propagated(
                before.withTables(normalized.schema().tables().values(), false), setup.capabilities());
        DltSchema schema =
                setup.schemaFolders().exported(merged.withSeenData(written).bumped());
        Live next = live.withSchema(schema).next();
        Map<String, Object> rows = new LinkedHashMap<>(normalized.rows());
        Document description = Document.empty()
                .with("sequence", next.sequence())
                .with("version", Product.VERSION)
                .with("destination_type", setup.destination().map(Target::type).orElse(""))
                .with("sheet_hash", setup.sheetHash())
                .with("schema_hash", schema.versionHash())
                .with("rows", rows)
                .with(
                        "collisions",
                        normalized.collisions().stream()
                                .map(NameCollision::fields)
                                .toList());
        if (setup.options().fileFormat().isPresent()) {
            description =
                    description.with(FILE_FORMAT, setup.options().fileFormat().get());
        }
        if (!normalized.discarded().isEmpty()) {
            description = description.with("discarded", DiscardedData.described(normalized.discarded()));
        }
        load.publishJobs(schema.json(), normalized.jobs(), description);
        setup.work().live().save(next);
        return new Result(normalized, next);
    }
}
