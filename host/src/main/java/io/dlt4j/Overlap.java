package io.dlt4j;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.extract.JsonCheck;
import io.dlt4j.extract.PartListener;
import io.dlt4j.normalize.NormalizeError;
import io.dlt4j.normalize.NormalizeSettings;
import io.dlt4j.normalize.Normalized;
import io.dlt4j.normalize.PackageNormalizer;
import io.dlt4j.pack.BatchWriter.PackageWriter;
import io.dlt4j.pack.DurableFiles;
import io.dlt4j.pack.PartContent;
import io.dlt4j.schema.DltSchema;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Normalizes parts while they are extracted, ahead of publication.
 *
 * <p>The result counts only once the batch is published. Broken JSON stops the extract; any other refusal only gives this
 * package's head start up: the batch is published, and the normalize step reports the refusal, with the data kept.
 */
final class Overlap implements AutoCloseable {

    private final Setup setup;
    private final Map<String, Ahead> packages = new HashMap<>();
    private final Map<String, Normalized> finished = new HashMap<>();

    Overlap(Setup setup) {
        this.setup = setup;
    }

    /** The listener for the parts of a package; the same package at each call for a schema. */
    PartListener listener(PackageWriter writer, DltSchema schema) {
        return packages.computeIfAbsent(schema.name(), name -> new Ahead(writer, schema));
    }

    /** Tells the normalizer of a table that extract declares. */
    void declare(String schemaName, TableSchema partial) {
        Ahead ahead = packages.get(schemaName);
        if (ahead != null) {
            ahead.declare(partial);
        }
    }

    /** The parts of that schema, if there were any, are normalized after publication: something else holds for them now. */
    void giveUp(String schemaName) {
        Ahead ahead = packages.get(schemaName);
        if (ahead != null) {
            ahead.giveUp();
        }
    }

    /** Waits for the parts of all packages. */
    void finish() {
        packages.forEach((name, ahead) -> ahead.finish().ifPresent(result -> finished.put(name, result)));
    }

    /** What became of the package of a schema; empty if the head start was given up. */
    Optional<Normalized> result(String schemaName) {
        return Optional.ofNullable(finished.get(schemaName));
    }

    @Override
    public void close() {
        packages.values().forEach(Ahead::close);
    }

    private final class Ahead implements PartListener {

        private final PackageWriter writer;
        private final JsonCheck check = new JsonCheck();
        private final Set<String> tables = new HashSet<>();
        private @Nullable PackageNormalizer normalizer;

        Ahead(PackageWriter writer, DltSchema schema) {
            this.writer = writer;
            NormalizeSettings settings = new NormalizeSettings(
                    writer.loadId(),
                    setup.capabilities(),
                    setup.formats(),
                    DurableFiles.createDirectory(writer.directory().resolve("jobs.tmp")),
                    setup.options().normalizeWorkers());
            this.normalizer = new PackageNormalizer(settings, schema);
        }

        /** Hints that come after rows of their table would be applied in another order than a normalize step does. */
        void declare(TableSchema partial) {
            if (normalizer == null) {
                return;
            }
            if (!tables.add(partial.name())) {
                giveUp();
            } else {
                normalizer.declare(partial);
            }
        }

        @Override
        public void accept(PartContent part, Runnable release) {
            if (normalizer == null) {
                check.accept(part, release);
                return;
            }
            try {
                normalizer.submit(part, release);
            } catch (DltException e) {
                stopIfBroken(e);
                check.accept(part, release);
            }
        }

        Optional<Normalized> finish() {
            if (normalizer == null) {
                return Optional.empty();
            }
            try {
                return Optional.of(normalizer.finish());
            } catch (DltException e) {
                stopIfBroken(e);
                return Optional.empty();
            }
        }

        private void stopIfBroken(DltException failure) {
            if (failure.code() == NormalizeError.NORMALIZE_JSON_BROKEN
                    || failure.code() == NormalizeError.NORMALIZE_ITEM_TOO_LARGE
                    || failure.category() != io.dlt4j.api.error.ErrorCategory.USER) {
                throw failure;
            }
            giveUp();
        }

        private void giveUp() {
            close();
            normalizer = null;
            DurableFiles.delete(writer.directory().resolve("jobs.tmp"));
        }

        void close() {
            if (normalizer != null) {
                normalizer.close();
            }
        }
    }
}
