package io.dlt4j.cli;

import java.util.Collection;
import java.util.Optional;

/** Finds what somebody may have meant. */
final class Nearest {

    private Nearest() {}

    /** {@code Did you mean 'run'? }, or an empty text if nothing is near. */
    static String suggestion(String given, Collection<String> known) {
        return find(given, known).map(name -> "Did you mean '" + name + "'? ").orElse("");
    }

    /** The name that takes the fewest typing errors to become {@code given}, or that it abbreviates. */
    static Optional<String> find(String given, Collection<String> known) {
        String wanted = given.toLowerCase(java.util.Locale.ROOT);
        Optional<String> nearest = Optional.empty();
        int fewest = Math.max(1, bare(wanted).length() / 3) + 1;
        for (String name : known) {
            int errors = distance(wanted, name.toLowerCase(java.util.Locale.ROOT));
            if (errors < fewest) {
                fewest = errors;
                nearest = Optional.of(name);
            }
        }
        return nearest.or(() -> known.stream()
                .filter(name -> bare(wanted).length() > 1 && bare(name).startsWith(bare(wanted)))
                .findFirst());
    }

    private static String bare(String name) {
        int start = 0;
        while (start < name.length() && name.charAt(start) == '-') {
            start++;
        }
        return name.substring(start);
    }

    /** Insertions, deletions, substitutions and exchanges of neighbours: optimal string alignment. */
    private static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                row[j] = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + (same ? 0 : 1));
                boolean exchanged =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (exchanged) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
        }
        return row[b.length()];
    }
}
