package io.dlt4j.config;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a provider is asked for: one value at one place.
 *
 * @param pipelineName the pipeline whose own sections are meant; the outermost section
 * @param sections from the outermost one; none is empty
 * @param name the field
 * @param secret whether the value is a secret
 */
public record ConfigKey(Optional<String> pipelineName, List<String> sections, String name, boolean secret) {

    /** Checks and copies the parts, and drops empty sections. */
    public ConfigKey {
        requireNonNull(pipelineName, "pipelineName is null");
        requireNonNull(name, "name is null");
        List<String> named = new ArrayList<>(sections);
        named.removeAll(List.of(""));
        sections = List.copyOf(named);
    }

    /** Pipeline, sections and name, one behind the other. */
    public List<String> path() {
        List<String> path = new ArrayList<>(sections.size() + 2);
        if (pipelineName.isPresent()) {
            path.add(pipelineName.get());
        }
        path.addAll(sections);
        path.add(name);
        return path;
    }
}
