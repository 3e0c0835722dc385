package io.dlt4j.destination.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.format.FileFormat;
import io.dlt4j.api.load.JobFile;
import io.dlt4j.api.load.JobKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layouts; the numbers are those of the cases recorded from the reference. */
class LayoutTest {

    private static final DatasetMark NEW = new DatasetMark(2, 2);
    private static final Instant CREATED = Instant.parse("2026-11-22T14:59:51.137255Z");

    @ParameterizedTest
    @CsvSource(textBlock = """
            146, {table_name}.{load_id}.{file_id}.{ext},           letters.
            147, {schema_name}/{table_name}/{load_id}.{ext},       crm/letters/
            147, some_random{schema_name}/stuff/{table_name}/{load_id}, some_randomcrm/stuff/letters/
            0,   {table_name}-x,                                   letters-
            0,   {table_name}//{load_id},                          letters/
            0,   {table_name},                                     letters
            """)
    void findsFilesOfATableByTheBeginningOfTheirNames(int number, String layout, String prefix) {
        assertThat(Layout.parse(layout, Set.of()).prefix("crm", "letters")).isEqualTo(prefix);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            147, {load_id}/{file_id}.{ext},                     no placeholder {table_name}
            147, {file_id}x{table_name}/,                       {file_id} before {table_name}
            147, {table_name}{load_id}/{file_id},               {load_id} right after {table_name}
            0,   {table_name}/{who}/{nope}.{ext},               'nobody gives a value: who, nope;'
            0,   {table_name}/{TABLE_NAME},                     'nobody gives a value: TABLE_NAME;'
            0,   {table_name}/{{x}},                            closing brace without
            0,   {table_name}/{load_id:>20},                    'nobody gives a value: load_id:>20;'
            0,   {table_name}/{load_id,                         opening brace without
            0,   {table_name}/load_id},                         closing brace without
            0,   {table_name}/../{load_id},                     out of the folder
            0,   /{table_name}/{load_id},                       starts with a slash
            0,   {table_name}/{load_id}/,                       ends with a slash
            """)
    void refusesWhatMakesNoNames(int number, String layout, String reason) {
        assertThatThrownBy(() -> Layout.parse(layout, Set.of()))
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.code()).isEqualTo(FilesystemError.FILESYSTEM_LAYOUT))
                .hasMessageContaining(layout)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            148, {table_name}/{load_id}.{file_id},              letters/123.5.aa
            0,   {table_name}/{load_id}.{file_id}.{ext},        letters/123.5.aa.jsonl.gz
            0,   {table_name}/{table_name}-{file_id},           letters/letters-aa
            0,   x{schema_name}/{table_name}/{YYYY}/{curr_date}, xcrm/letters/2026/2026-11-22
            """)
    void namesFiles(int number, String layout, String name) {
        assertThat(name(Map.of(), layout, NEW)).isEqualTo(name);
    }

    @Test
    void extraPlaceholdersGoBeforeThoseOfTheJobButNotBeforeDates() {
        Map<String, String> extra = Map.of("who", "Ab", "ext", "tx", "schema_name", "S", "YYYY", "n", "unused", "1");
        assertThat(name(extra, "{schema_name}/{table_name}/{who}/{YYYY}.{file_id}.{ext}", NEW))
                .isEqualTo("S/letters/Ab/2026.aa.tx");
        Placement.Settings settings = settings(extra, "{table_name}/{who}.{file_id}.{ext}");
        assertThat(settings.unused()).containsExactly("YYYY", "schema_name", "unused");
        assertThat(placement(extra, "{schema_name}/{table_name}/{who}").prefix("crm", "letters"))
                .isEqualTo("S/letters/");
    }

    @Test
    void aPlaceholderDoesNotLeadOutOfTheDatasetAndTablesDoNotShareFiles() {
        NameRules rules = new NameRules("/lake/data/", true, 255, 4095);
        assertThatThrownBy(() -> rules.checked(name(Map.of("who", "../../x"), "{table_name}/{who}", NEW)))
                .isInstanceOf(DltException.class)
                .hasMessageContaining("no path below the folder of the dataset");
        assertThatThrownBy(() -> settings(Map.of("table_name", "one"), "{table_name}/{file_id}"))
                .isInstanceOf(DltException.class)
                .hasMessageContaining("all tables would share their files");
    }

    @Test
    void aDatasetOfTheFirstVersionDoesNotNameCompression() {
        assertThat(name(Map.of(), "{table_name}/{file_id}.{ext}", new DatasetMark(1, 2)))
                .isEqualTo("letters/aa.jsonl");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            {table_name}/{file_id}.{ext},   true,  true
            {table_name}/{load_id}.{ext},   false, true
            {table_name}/{YYYY}.{ext},      false, false
            """)
    void knowsWhetherNamesDiffer(String layout, boolean files, boolean loads) {
        Placement placement = placement(Map.of(), layout);
        assertThat(placement.tellsFilesApart()).isEqualTo(files);
        assertThat(placement.tellsLoadsApart()).isEqualTo(loads);
        assertThat(placement(Map.of("file_id", "x"), layout).tellsFilesApart()).isFalse();
    }

    @Test
    void whatIsNotedOfAPlacementIsThePlacement() {
        Placement placement = placement(Map.of("who", "Ab"), "{table_name}/{who}/{MMM}.{file_id}.{ext}");
        assertThat(Placement.parse(placement.bytes(), "notes")).isEqualTo(placement);
    }

    private static Placement.Settings settings(Map<String, String> extra, String layout) {
        return Placement.Settings.of(layout, extra, Optional.empty());
    }

    private static Placement placement(Map<String, String> extra, String layout) {
        return settings(extra, layout).at(CREATED);
    }

    private static String name(Map<String, String> extra, String layout, DatasetMark mark) {
        JobKey key = new JobKey("pipe", "123.5", "letters.aa.jsonl");
        JobFile file = JobFile.of(key, Path.of("/work/aa.jsonl.gz"), FileFormat.JSONL, 1, 10);
        return placement(extra, layout).name("crm", "letters", file, mark);
    }
}
