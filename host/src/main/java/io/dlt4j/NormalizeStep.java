package io.dlt4j;

import io.dlt4j.normalize.NormalizeSettings;
import io.dlt4j.normalize.Normalized;
import io.dlt4j.normalize.PackageNormalizer;
import io.dlt4j.pack.Document;
import io.dlt4j.pack.Live;
import io.dlt4j.pack.LoadPackage;
import io.dlt4j.pack.PartFile;
import io.dlt4j.schema.DltSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes job files of an extracted package and publishes them with the schema that they have. */
final class NormalizeStep {

    private final Setup setup;

    NormalizeStep(Setup setup) {
        this.setup = setup;
    }

    /** A normalized package, and the schemas that it brought. */
    record Result(Normalized normalized, Live live) {}

    /** Normalizes from disk. */
    Result normalize(LoadPackage load, Live live) {
        DltSchema known = live.schemas().get(load.schemaName());
        DltSchema schema = setup.policy().applied(known != null ? known : DltSchema.parse(load.extractedSchema()));
        List<PartFile> parts = load.parts();
        setup.progress()
                .begin("normalize", parts.stream().mapToLong(PartFile::bytes).sum());
        NormalizeSettings settings = new NormalizeSettings(
                load.loadId(),
                setup.capabilities(),
                setup.format(),
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

    /** Publishes what was normalized, from disk or ahead of publication. */
    Result publish(LoadPackage load, Normalized normalized, Live live) {
        DltSchema before = setup.policy().applied(live.schemas().getOrDefault(load.schemaName(), normalized.schema()));
        DltSchema schema =
                before.withTables(normalized.schema().tables().values(), false).bumped();
        Live next = live.withSchema(schema).next();
        Map<String, Object> rows = new LinkedHashMap<>(normalized.rows());
        Document description = Document.empty()
                .with("sequence", next.sequence())
                .with("version", Product.VERSION)
                .with(
                        "destination_type",
                        setup.destination().map(Destination::type).orElse(""))
                .with("sheet_hash", setup.sheetHash())
                .with("schema_hash", schema.versionHash())
                .with("rows", rows);
        load.publishJobs(schema.json(), normalized.jobs(), description);
        setup.work().live().save(next);
        return new Result(normalized, next);
    }
}
