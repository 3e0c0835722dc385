package io.dlt4j.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The section paths under which a field is looked for, from the most to the least specific. */
final class LookupPaths {

    private static final String COMPACT_SECTION = "sources";

    private LookupPaths() {}

    /**
     * The paths of a field of a specification that is embedded in others.
     *
     * @param explicit the caller's sections
     * @param embedded the names of the fields on the way down, outermost first
     */
    static List<List<String>> ofField(List<String> explicit, List<String> embedded) {
        if (embedded.isEmpty()) {
            return of(explicit, List.of(), null);
        }
        String last = embedded.get(embedded.size() - 1);
        List<String> above = new ArrayList<>();
        for (String name : embedded.subList(0, embedded.size() - 1)) {
            if (!name.startsWith("_")) {
                above.add(name);
            }
        }
        return of(explicit, above, last.startsWith("_") ? null : last);
    }

    /**
     * Drops sections one by one from the right; {@code ownSection} is always kept and always the last.
     *
     * <p>Of the sections of a source's resource the path without the source's module (the <em>compact layout</em>) is tried too.
     */
    static List<List<String>> of(List<String> explicit, List<String> embedded, @Nullable String ownSection) {
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

    private static List<String> path(List<String> sections, @Nullable String ownSection) {
        List<String> path = new ArrayList<>(sections);
        if (ownSection != null) {
            path.add(ownSection);
        }
        return path;
    }
}
