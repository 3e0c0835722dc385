package io.dlt4j.schema;

/** The identifiers of {@code sql_cs_v1}: word characters only, no trailing and no double underscores. */
final class SqlCase {

    private SqlCase() {}

    static String convert(String stripped) {
        StringBuilder text = NamingRule.guardLeadingDigit(NamingRule.wordCharacters(stripped));
        int end = text.length();
        // the reference leaves nothing of "__"; a name of underscores only stays "_" here, so that it can be a column
        while (end > 1 && text.charAt(end - 1) == '_') {
            end--;
        }
        text.setLength(end);
        return NamingRule.collapseUnderscores(text);
    }
}
