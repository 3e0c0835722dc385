package io.dlt4j.config;

import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.config.CredentialSpec;
import io.dlt4j.api.error.DltException;
import io.dlt4j.config.FieldOrigin.Source;
import io.dlt4j.config.SpecResolver.Given;
import io.dlt4j.config.SpecResolver.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Resolves credentials: the first of their alternatives that comes out complete. Used once, by one thread. */
final class CredentialResolver {

    private final KeyLookup lookup;
    private final Place outside;
    private final Place inside;

    /**
     * What came out.
     *
     * @param needed whether any credentials are needed
     * @param values of the alternative that is complete
     * @param missing what each alternative lacks, if none is complete
     * @param origins of the credentials as a whole, then of their fields
     */
    record Outcome(
            boolean needed, Optional<ConfigValues> values, List<MissingFields> missing, List<FieldOrigin> origins) {}

    private record Attempt(ResolvedValues values, Optional<MissingFields> missing, List<FieldOrigin> origins) {}

    /**
     * @param outside where the specification is that has the credentials
     * @param inside where their fields are
     */
    CredentialResolver(KeyLookup lookup, Place outside, Place inside) {
        this.lookup = lookup;
        this.outside = outside;
        this.inside = inside;
    }

    /** @param field the name that they have there */
    Outcome resolve(String field, List<CredentialSpec> alternatives, Optional<Given> explicit) {
        if (alternatives.isEmpty()) {
            return new Outcome(false, Optional.empty(), List.of(), List.of());
        }
        List<TriedKey> tried = new ArrayList<>();
        Optional<Given> whole = explicit.isPresent() ? explicit : lookUp(field, tried);
        List<FieldOrigin> origins = new ArrayList<>();
        List<MissingFields> missing = new ArrayList<>();
        for (int i = 0; i < alternatives.size(); i++) {
            CredentialSpec spec = alternatives.get(i);
            Attempt attempt;
            try {
                attempt = attempt(spec, whole);
            } catch (DltException e) {
                if (e.code() == ConfigError.CONFIG_NATIVE_VALUE_INVALID && i < alternatives.size() - 1) {
                    continue;
                }
                throw e;
            }
            List<FieldOrigin> named = attempt.origins().stream()
                    .map(origin -> origin.within(field))
                    .toList();
            if (attempt.missing().isEmpty()) {
                List<FieldOrigin> all = new ArrayList<>(
                        List.of(origin(field, Optional.of(spec.display(attempt.values())), explicit, whole, tried)));
                all.addAll(named);
                return new Outcome(true, Optional.of(attempt.values()), List.of(), all);
            }
            missing.add(attempt.missing().get());
            named.stream().filter(origin -> !isKnown(origins, origin.field())).forEach(origins::add);
        }
        origins.add(0, origin(field, Optional.empty(), explicit, whole, tried));
        return new Outcome(true, Optional.empty(), missing, origins);
    }

    private static boolean isKnown(List<FieldOrigin> origins, String field) {
        return origins.stream().anyMatch(origin -> origin.field().equals(field));
    }

    private static FieldOrigin origin(
            String field,
            Optional<String> shown,
            Optional<Given> explicit,
            Optional<Given> whole,
            List<TriedKey> tried) {
        Optional<TriedKey> key = whole.flatMap(Given::from);
        Source source = explicit.isPresent() ? Source.EXPLICIT : key.isPresent() ? Source.PROVIDER : Source.NONE;
        Optional<String> value = shown.isPresent() || source == Source.NONE ? shown : Optional.of("***");
        return new FieldOrigin(
                field, value, source == Source.NONE && shown.isPresent() ? Source.FIELDS : source, key, tried);
    }

    /** Looks for the credentials as one value. A table there is not one: its entries are found field by field. */
    private Optional<Given> lookUp(String field, List<TriedKey> tried) {
        String key = field.startsWith("_") ? CredentialSpec.SECTION : field;
        KeyLookup.Hit hit = lookup.find(key, true, LookupPaths.ofWhole(outside.sections(), outside.embedded()));
        tried.addAll(hit.tried());
        if (hit.value() == null || hit.value() instanceof Map<?, ?>) {
            return Optional.empty();
        }
        Placeholder.warnAbout(key, hit.value(), hit.key(), hit.provider());
        return Optional.of(new Given(hit.value(), Optional.of(hit.key())));
    }

    private Attempt attempt(CredentialSpec credentials, Optional<Given> whole) {
        Map<String, Given> parts = whole.map(
                        given -> new NativeValue(credentials, given.value(), given.from(), inside.embedded()).fields())
                .orElseGet(Map::of);
        ConfigSpec spec = credentials.fields();
        SpecResolver.Resolution found = new SpecResolver(
                        lookup,
                        spec.section().isPresent() ? spec : spec.inSection(CredentialSpec.SECTION),
                        inside,
                        parts)
                .resolve();
        ResolvedValues values = new ResolvedValues(spec, found.values().asMap());
        if (found.missing().isEmpty()) {
            return new Attempt(finished(credentials, values), Optional.empty(), found.origins());
        }
        Optional<Map<String, ?>> more = credentials.completion().complete(values);
        if (more.isEmpty()) {
            return new Attempt(values, found.missing(), found.origins());
        }
        ResolvedValues complete = with(spec, values, more.get());
        return new Attempt(finished(credentials, complete), Optional.empty(), derived(found.origins(), complete));
    }

    private static ResolvedValues finished(CredentialSpec credentials, ResolvedValues values) {
        try {
            return with(credentials.fields(), values, credentials.finish().finish(values));
        } catch (IllegalArgumentException e) {
            throw new DltException(
                    ConfigError.CONFIG_VALUE_INVALID,
                    "`" + credentials.fields().name() + "`: " + e.getMessage() + ".",
                    "Correct these credentials.");
        }
    }

    private static ResolvedValues with(ConfigSpec spec, ResolvedValues values, Map<String, ?> more) {
        if (more.isEmpty()) {
            return values;
        }
        Map<String, Object> all = new HashMap<>(values.asMap());
        more.forEach((name, raw) -> spec.find(name)
                .ifPresent(field -> all.put(name, SpecResolver.convert(field, raw, "the value that was derived"))));
        return new ResolvedValues(spec, all);
    }

    /** Fields that had no value and have one now. */
    private static List<FieldOrigin> derived(List<FieldOrigin> origins, ResolvedValues complete) {
        return origins.stream()
                .map(origin -> {
                    Object value = complete.asMap().get(origin.field());
                    return origin.value().isPresent() || value == null
                            ? origin
                            : new FieldOrigin(
                                    origin.field(),
                                    Optional.of(ValueText.shown(value)),
                                    Source.DERIVED,
                                    Optional.empty(),
                                    origin.tried());
                })
                .toList();
    }
}
