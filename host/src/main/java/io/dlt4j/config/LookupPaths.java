package io.dlt4j.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The section paths under which a field is looked for, from the most to the least specific. */
final class LookupPaths {

    private static final String COMPACT_SECTION = "sources";

    private LookupPaths() {}

    /**
     * The paths of a field of a specification that may be embedded in others.
     *
     * @param explicit the caller's sections
     * @param embedded the names of the fields on the way down, outermost first
     * @param ownSection the section that the specification declares; the name of the field that it is embedded in takes its
     *     place, unless that begins with {@code _}
     */
    static List<List<String>> ofField(List<String> explicit, List<String> embedded, Optional<String> ownSection) {
        if (embedded.isEmpty()) {
            return of(explicit, List.of(), ownSection);
        }
        String last = embedded.get(embedded.size() - 1);
        Optional<String> own = last.startsWith("_") ? ownSection : Optional.of(last);
        return of(explicit, visible(embedded.subList(0, embedded.size() - 1)), own);
    }

    /**
     * The paths of a value that stands for all of an embedded specification.
     *
     * @param embedded the names of the fields on the way down to the one that it is embedded in
     */
    static List<List<String>> ofWhole(List<String> explicit, List<String> embedded) {
        return of(explicit, visible(embedded), Optional.empty());
    }

    private static List<String> visible(List<String> embedded) {
        return embedded.stream().filter(name -> !name.startsWith("_")).toList();
    }

    /**
     * Drops sections one by one from the right; {@code ownSection} is always kept and always the last.
     *
     * <p>Of the sections of a source's resource the path without the source's module (the <em>compact layout</em>) is tried too.
     */
    static List<List<String>> of(List<String> explicit, List<String> embedded, Optional<String> ownSection) {
        List<String> all = new ArrayList<>(explicit);
        all.addAll(embedded);
        List<List<String>> paths = new ArrayList<>(all.size() + 2);
        for (int length = all.size(); length >= 0; length--) {
            paths.add(path(all.subList(0, length), ownSection));
        }
        if (explicit.size() >= 3
                && explicit.get(0).equals(COMPACT_SECTION)
                && !explicit.get(1).equals(explicit.get(2))) {
            List<String> compact = new ArrayList<>(List.of(COMPACT_SECTION, explicit.get(2)));
            compact.addAll(embedded);
            List<String> path = path(compact, ownSection);
            if (!paths.contains(path)) {
                paths.add(2, path);
            }
        }
        return paths;
    }

    private static List<String> path(List<String> sections, Optional<String> ownSection) {
        List<String> path = new ArrayList<>(sections);
        if (ownSection.isPresent()) {
            path.add(ownSection.get());
        }
        return path;
    }
}
