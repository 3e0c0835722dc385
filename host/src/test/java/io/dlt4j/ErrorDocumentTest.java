package io.dlt4j;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import io.dlt4j.api.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code docs/errors.md} lists each code of the host, with its category, and none that is gone. */
final class ErrorDocumentTest {

    /** Raise it with the code: a search that finds no enum proves nothing. */
    private static final int CODES = 60;

    private static final Pattern ROW = Pattern.compile("\\| `([A-Z0-9_]+)` \\| ([a-z]+) \\| \\S.*\\|");

    private static Map<String, String> codes;
    private static Map<String, String> rows;

    @BeforeAll
    static void readCodesAndRows() throws IOException {
        codes = HostClasses.ALL.stream()
                .filter(type -> type.isEnum() && type.isAssignableTo(ErrorCode.class))
                .flatMap(ErrorDocumentTest::constants)
                .collect(toMap(ErrorCode::name, ErrorDocumentTest::category, (a, b) -> a, TreeMap::new));
        Path document = HostClasses.OUTPUT.resolve("../../docs/errors.md");
        try (Stream<String> lines = Files.lines(document)) {
            rows = lines.map(ROW::matcher)
                    .filter(Matcher::matches)
                    .collect(toMap(row -> row.group(1), row -> row.group(2)));
        }
    }

    @Test
    void everyCodeIsListedWithItsCategory() {
        assertThat(codes).as("codes of the host").hasSizeGreaterThanOrEqualTo(CODES);
        assertThat(rows)
                .as("rows of docs/errors.md: | `CODE` | category | cause |")
                .containsAllEntriesOf(codes);
    }

    /** Plugins have areas of their own, and their rows are not judged here. */
    @Test
    void noRowOfAnAreaOfTheHostIsWithoutACode() {
        Set<String> areas = codes.keySet().stream().map(ErrorDocumentTest::area).collect(toSet());
        assertThat(rows.keySet()).filteredOn(code -> areas.contains(area(code))).isSubsetOf(codes.keySet());
    }

    private static Stream<ErrorCode> constants(JavaClass type) {
        return Arrays.stream(type.reflect().getEnumConstants()).map(ErrorCode.class::cast);
    }

    private static String category(ErrorCode code) {
        return code.category().name().toLowerCase(Locale.ROOT);
    }

    private static String area(String code) {
        return code.substring(0, code.indexOf('_'));
    }
}
