package io.dlt4j.testkit;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.config.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * A packaged plugin and what it takes to load into a real store with it. Immutable.
 *
 * <p>Settings are fields of the destination's configuration, as a user writes them below {@code [destination.<type>]}; fields of
 * credentials have a dot: {@code credentials.password}. What is secret is given as a {@link Secret}, so that contracts can
 * look for it where it must not be.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class TestedDestination {

    private final String type;
    private final Path folder;
    private final Map<String, Function<Path, Object>> settings;
    private final Map<String, Function<Path, Object>> wrongSettings;
    private final Optional<TableReader> reader;
    private final boolean storesFilesAsTheyAre;

    private TestedDestination(Builder builder) {
        this.type = builder.type;
        this.folder = builder.folder;
        this.settings = new LinkedHashMap<>(builder.settings);
        this.wrongSettings = new LinkedHashMap<>(builder.wrongSettings);
        this.reader = builder.reader;
        this.storesFilesAsTheyAre = builder.storesFilesAsTheyAre;
    }

    /**
     * Starts the description of a destination.
     *
     * @param type the destination type
     * @param folder the plugin as it is installed: a directory with the name of the plugin's id, with {@code <id>.jar} and
     *     {@code lib/}
     * @throws IllegalArgumentException if there is no such jar
     */
    public static Builder of(String type, Path folder) {
        return new Builder(type, folder);
    }

    /** The destination type. */
    public String type() {
        return type;
    }

    /** The folder of the packaged plugin; absolute. */
    public Path folder() {
        return folder;
    }

    /** The jar in {@link #folder}. */
    public Path jar() {
        return folder.resolve(folder.getFileName() + ".jar");
    }

    /** The plugin directory that the folder is in. */
    Path pluginDirectory() {
        Path parent = folder.getParent();
        return parent == null ? folder : parent;
    }

    Map<String, Object> settings(Path scratch) {
        return resolve(settings, scratch);
    }

    Map<String, Object> wrongSettings(Path scratch) {
        return resolve(wrongSettings, scratch);
    }

    private static Map<String, Object> resolve(Map<String, Function<Path, Object>> settings, Path scratch) {
        Map<String, Object> resolved = new LinkedHashMap<>();
        settings.forEach((field, value) -> resolved.put(field, value.apply(scratch)));
        return resolved;
    }

    Optional<TableReader> reader() {
        return reader;
    }

    boolean storesFilesAsTheyAre() {
        return storesFilesAsTheyAre;
    }

    @Override
    public String toString() {
        return type + " in " + folder;
    }

    /** Collects a {@link TestedDestination}. Not thread-safe. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {

        private final String type;
        private final Path folder;
        private final Map<String, Function<Path, Object>> settings = new LinkedHashMap<>();
        private final Map<String, Function<Path, Object>> wrongSettings = new LinkedHashMap<>();
        private Optional<TableReader> reader = Optional.empty();
        private boolean storesFilesAsTheyAre;

        private Builder(String type, Path folder) {
            this.type = requireNonNull(type, "type is null");
            this.folder = folder.toAbsolutePath().normalize();
            Path jar = this.folder.resolve(this.folder.getFileName() + ".jar");
            if (!Files.isRegularFile(jar)) {
                throw new IllegalArgumentException("There is no " + jar
                        + ": contracts run against the packaged plugin, so that the build has to package it before them"
                        + " (with Maven: failsafe, after the phase package).");
            }
        }

        /**
         * Sets a field of the destination's configuration.
         *
         * @param value a text, number, boolean or {@link Secret}
         */
        public Builder setting(String field, Object value) {
            requireNonNull(value, "value is null");
            settings.put(field, scratch -> value);
            return this;
        }

        /** Sets a field to something in the directory of each contract, for destinations on the local disk. */
        public Builder settingIn(String field, Function<Path, Object> value) {
            settings.put(field, requireNonNull(value, "value is null"));
            return this;
        }

        /**
         * Sets a field to what the destination must refuse when a client is opened or first used: a wrong password, a folder that
         * cannot be. Contracts about errors use these settings over the others.
         */
        public Builder wrongSetting(String field, Object value) {
            requireNonNull(value, "value is null");
            wrongSettings.put(field, scratch -> value);
            return this;
        }

        /** Reads tables with {@code tableReader} instead of SQL. */
        public Builder reader(TableReader tableReader) {
            reader = Optional.of(tableReader);
            return this;
        }

        /** Says that the destination stores job files without looking into them, so that it cannot refuse a broken one. */
        public Builder storesFilesAsTheyAre() {
            storesFilesAsTheyAre = true;
            return this;
        }

        /** The description. */
        public TestedDestination build() {
            return new TestedDestination(this);
        }
    }
}
