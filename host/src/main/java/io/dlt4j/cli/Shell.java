package io.dlt4j.cli;

/** Words of commands that are shown to be copied. */
final class Shell {

    private static final String HARMLESS = "_-./:,=+@%";

    private Shell() {}

    /** The word as a POSIX shell reads it back. */
    static String quote(String word) {
        boolean plain = !word.isEmpty();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            plain &= Character.isLetterOrDigit(c) || HARMLESS.indexOf(c) >= 0;
        }
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
