package io.dlt4j.schema;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.error.DltException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Turns names of sources into names that a destination accepts, exactly as the reference's conventions do.
 *
 * <p>Immutable and thread-safe. Lengths are counted in code points. A name beyond the maximal length is cut in the
 * middle, and the cut is filled with a tag made from the original name, so that different names stay different.
 * Results are not cached: names repeat, and who normalizes rows knows best how to remember them.
 */
public final class NamingConvention {

    /** The convention of a schema that nothing else was said of. */
    public static final String DEFAULT_NAME = "snake_case";

    private static final String MODULE_PREFIX = "dlt.common.normalizers.naming.";

    private final NamingRule rule;
    private final OptionalInt maxLength;

    private NamingConvention(NamingRule rule, OptionalInt maxLength) {
        this.rule = rule;
        this.maxLength = maxLength;
    }

    /**
     * The convention of that name.
     *
     * @param name {@code snake_case}, {@code direct}, {@code duck_case}, {@code sql_cs_v1} or {@code sql_ci_v1}, or the
     *     same with the reference's module path before it
     * @param maxLength the longest name allowed, in code points; empty for no limit
     * @throws DltException if there is no such convention
     */
    public static NamingConvention of(String name, OptionalInt maxLength) {
        requireNonNull(maxLength, "maxLength is null");
        if (maxLength.isPresent() && maxLength.getAsInt() < IdentifierTag.LENGTH) {
            throw new IllegalArgumentException(
                    "maxLength is " + maxLength.getAsInt() + ", at least " + IdentifierTag.LENGTH);
        }
        String shorthand = name.startsWith(MODULE_PREFIX) ? name.substring(MODULE_PREFIX.length()) : name;
        for (NamingRule rule : NamingRule.values()) {
            if (rule.text().equals(shorthand)) {
                return new NamingConvention(rule, maxLength);
            }
        }
        throw new DltException(
                SchemaError.SCHEMA_NAMING_UNKNOWN,
                "Naming convention '" + name + "' is not known.",
                "Use one of " + NamingRule.names() + " in schema.naming.");
    }

    /** The shorthand, for example {@code snake_case}. */
    public String name() {
        return rule.text();
    }

    /** What stands between the components of a path, for example {@code __}. */
    public String separator() {
        return rule.separator();
    }

    /** Whether names that differ in case only are different names. */
    public boolean isCaseSensitive() {
        return rule.isCaseSensitive();
    }

    /** The longest name in code points; empty for no limit. */
    public OptionalInt maxLength() {
        return maxLength;
    }

    /**
     * The name for one identifier; the original, stripped, is the source of the tag.
     *
     * @throws DltException if the name is blank
     */
    public String normalizeIdentifier(String identifier) {
        String stripped = PythonSpace.strip(identifier);
        if (stripped.isEmpty()) {
            throw new DltException(
                    SchemaError.SCHEMA_IDENTIFIER_EMPTY,
                    "A name is empty or blank.",
                    "Give every table and every field of the data a name with at least one visible character.");
        }
        return shorten(rule.apply(stripped), stripped);
    }

    /** As {@link #normalizeIdentifier}: no convention of this version treats tables differently. */
    public String normalizeTableIdentifier(String identifier) {
        return normalizeIdentifier(identifier);
    }

    /**
     * The name for a path: its components normalized each by itself and joined again; the whole original is the source
     * of the tag. Empty if all components are blank.
     */
    public String normalizePath(String path) {
        if (!path.contains(separator())) {
            return PythonSpace.isBlank(path) ? "" : normalizeIdentifier(path);
        }
        StringBuilder joined = new StringBuilder(path.length());
        for (String component : breakPath(path)) {
            append(joined, normalizeIdentifier(component));
        }
        return shorten(joined.toString(), path);
    }

    /** Joins components, leaving out blank ones. Normalizes and shortens nothing. */
    public String makePath(String... components) {
        return makePath(List.of(components));
    }

    private String makePath(List<String> components) {
        StringBuilder joined = new StringBuilder();
        components.forEach(component -> append(joined, component));
        return joined.toString();
    }

    private void append(StringBuilder path, String component) {
        if (!PythonSpace.isBlank(component)) {
            if (path.length() > 0) {
                path.append(separator());
            }
            path.append(component);
        }
    }

    /** The components of a path, blank ones left out. */
    public List<String> breakPath(String path) {
        String separator = separator();
        List<String> components = new ArrayList<>(4);
        int start = 0;
        while (start <= path.length()) {
            int found = path.indexOf(separator, start);
            int end = found < 0 ? path.length() : found;
            String component = path.substring(start, end);
            if (!PythonSpace.isBlank(component)) {
                components.add(component);
            }
            start = end + separator.length();
        }
        return components;
    }

    /**
     * Joins fragments that are normalized already: the names of nested columns, child tables and variant columns. The
     * joined path is the source of the tag.
     */
    public String shortenFragments(List<String> fragments) {
        String joined = makePath(fragments);
        return shorten(joined, joined);
    }

    private String shorten(String normalized, String raw) {
        return maxLength.isPresent() ? IdentifierTag.shorten(normalized, raw, maxLength.getAsInt()) : normalized;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NamingConvention that && that.rule == rule && that.maxLength.equals(maxLength);
    }

    @Override
    public int hashCode() {
        return 31 * rule.hashCode() + maxLength.hashCode();
    }

    /** Name, case sensitivity and limit, for example {@code snake_case_ci_63}. */
    @Override
    public String toString() {
        String limit = maxLength.isPresent() ? "_" + maxLength.getAsInt() : "";
        return name() + (isCaseSensitive() ? "_cs" : "_ci") + limit;
    }
}
