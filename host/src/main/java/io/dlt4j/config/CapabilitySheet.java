package io.dlt4j.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.error.DltException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads what a destination can do from its sheet, {@code META-INF/dlt4j/capabilities/<type>.json}: data that extract and
 * normalize need without loading a class of the destination.
 *
 * <p>A sheet is one JSON object with the key {@code type} and, where they differ from the defaults of
 * {@link Capabilities#builder}, the properties of {@link Capabilities} in snake_case. A key that this version does not know
 * is an error: leaving it out could change how data is normalized.
 */
public final class CapabilitySheet {

    private static final String FOLDER = "META-INF/dlt4j/capabilities/";

    private CapabilitySheet() {}

    /** The name of the resource that holds the sheet of {@code type}. */
    public static String resourceName(String type) {
        return FOLDER + type + ".json";
    }

    /** The sheet that comes with this product, if {@code type} is one of its own destinations. */
    public static Optional<Capabilities> builtIn(String type) {
        return find(CapabilitySheet.class.getClassLoader(), type);
    }

    /**
     * The first sheet of {@code type} on the class path of {@code loader}.
     *
     * @throws DltException if there is one and it is not valid
     */
    public static Optional<Capabilities> find(ClassLoader loader, String type) {
        String name = resourceName(type);
        try (InputStream stream = loader.getResourceAsStream(name)) {
            return stream == null ? Optional.empty() : Optional.of(parse(stream.readAllBytes(), type, name));
        } catch (IOException e) {
            throw invalid(name, "it cannot be read: " + e);
        }
    }

    /**
     * The sheet in a file, of whatever type it names.
     *
     * @throws DltException if it cannot be read or is not valid
     */
    public static Capabilities parse(Path file) {
        try {
            return parse(Files.readAllBytes(file), file.toString());
        } catch (IOException e) {
            throw invalid(file.toString(), "it cannot be read: " + e);
        }
    }

    /**
     * The sheet in {@code json}, which must be that of {@code type}.
     *
     * @param origin where it is from, for messages
     * @throws DltException if it is not valid or of another type
     */
    public static Capabilities parse(byte[] json, String type, String origin) {
        Capabilities capabilities = parse(json, origin);
        if (!capabilities.type().equals(type)) {
            throw invalid(origin, "its type is '" + capabilities.type() + "', not '" + type + "'");
        }
        return capabilities;
    }

    /**
     * The sheet in {@code json}, of whatever type it names.
     *
     * @param json UTF-8
     * @param origin where it is from, for messages
     * @throws DltException if it is not valid
     */
    public static Capabilities parse(byte[] json, String origin) {
        Object document;
        try {
            document = JsonText.parse(new String(json, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw invalid(origin, "it is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw invalid(origin, "it is not JSON: " + e.getMessage());
        }
        if (!(document instanceof Map<?, ?> values)) {
            throw invalid(origin, "it is not a JSON object");
        }
        try {
            return new CapabilityKeys(values).capabilities();
        } catch (IllegalArgumentException e) {
            throw invalid(origin, String.valueOf(e.getMessage()));
        }
    }

    /**
     * SHA-256 in lower-case hexadecimal over what decides names, nesting and identities in a normalized package. Two sheets
     * with the same hash can load each other's packages.
     */
    public static String sheetHash(Capabilities capabilities) {
        OptionalInt nesting = capabilities.maxTableNesting();
        String canonical = "identifiers/2"
                + "\nmax_identifier_length=" + capabilities.maxIdentifierLength()
                + "\nmax_column_identifier_length=" + capabilities.maxColumnIdentifierLength()
                + "\ncase_sensitive_identifiers=" + capabilities.caseSensitiveIdentifiers()
                + "\ncase_folding=" + capabilities.caseFolding().text()
                + "\nnaming_convention=" + capabilities.namingConvention().orElse("")
                + "\nmerge_strategy="
                + capabilities.mergeStrategies().stream().findFirst().orElse("")
                + "\nmax_table_nesting=" + (nesting.isPresent() ? String.valueOf(nesting.getAsInt()) : "")
                + "\n";
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(canonical.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static DltException invalid(String origin, String reason) {
        return new DltException(
                ConfigError.CONFIG_CAPABILITIES_INVALID,
                "Capability sheet " + origin + ": " + reason + ".",
                "Correct the sheet, or use a version of dlt4j that knows it.");
    }
}
