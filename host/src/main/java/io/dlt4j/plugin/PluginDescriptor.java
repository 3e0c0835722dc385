package io.dlt4j.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The descriptor in a plugin's jar, which is read before any class is.
 *
 * @param id the plugin's id
 * @param api the API version it was compiled against
 * @param factories the factory class of each of {@code destinations}
 * @param destinations the destination types it brings
 * @param formats the names of the file formats it brings
 * @param storages the schemes of URLs whose stores it brings
 * @param libraries Maven coordinates of the libraries that belong into its {@code lib} folder
 * @param nativeAccess whether it loads native code, and so must be loaded once in the life of the JVM
 */
record PluginDescriptor(
        String id,
        String api,
        List<String> factories,
        List<String> destinations,
        List<String> formats,
        List<String> storages,
        List<String> libraries,
        boolean nativeAccess) {

    /** Where it is in the jar. */
    static final String RESOURCE = "META-INF/dlt4j/plugin.properties";

    /**
     * @param jar a jar, or the folder of its content
     * @throws InvalidPluginException if this is not the jar of a plugin; the message is the reason
     */
    static PluginDescriptor read(Path jar) throws InvalidPluginException {
        if (Files.isDirectory(jar)) {
            return readFolder(jar);
        }

        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry(RESOURCE);
            if (entry == null) {
                throw new InvalidPluginException("its jar has no " + RESOURCE);
            }
            try (InputStream stream = zip.getInputStream(entry)) {
                return of(stream);
            }
        } catch (ZipException e) {
            throw new InvalidPluginException(jar.getFileName() + " is not a jar file: " + e.getMessage(), e);
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidPluginException("its descriptor cannot be read: " + e, e);
        }
    }

    /** Classes that a build tool has not packaged yet. */
    private static PluginDescriptor readFolder(Path folder) throws InvalidPluginException {
        try (InputStream stream = Files.newInputStream(folder.resolve(RESOURCE))) {
            return of(stream);
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidPluginException("its descriptor cannot be read: " + e, e);
        }
    }

    private static PluginDescriptor of(InputStream stream) throws IOException, InvalidPluginException {
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return of(properties);
    }

    private static PluginDescriptor of(Properties properties) throws InvalidPluginException {
        PluginDescriptor descriptor = new PluginDescriptor(
                required(properties, "id"),
                required(properties, "api"),
                list(properties, "factory"),
                list(properties, "destinations"),
                list(properties, "formats"),
                list(properties, "storages"),
                list(properties, "libraries"),
                Boolean.parseBoolean(
                        properties.getProperty("native.access", "false").strip()));
        if (descriptor.factories.size() != descriptor.destinations.size()) {
            throw new InvalidPluginException(
                    "its descriptor must name one factory for each destination, and has factory=" + descriptor.factories
                            + ", destinations=" + descriptor.destinations);
        }
        if (descriptor.destinations.isEmpty() && descriptor.formats.isEmpty() && descriptor.storages.isEmpty()) {
            throw new InvalidPluginException("its descriptor names no destination, no format and no storage");
        }
        return descriptor;
    }

    private static String required(Properties properties, String key) throws InvalidPluginException {
        String value = properties.getProperty(key, "").strip();
        if (value.isEmpty()) {
            throw new InvalidPluginException("its descriptor has no '" + key + "'");
        }
        return value;
    }

    private static List<String> list(Properties properties, String key) {
        return Arrays.stream(properties.getProperty(key, "").split(","))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }
}
