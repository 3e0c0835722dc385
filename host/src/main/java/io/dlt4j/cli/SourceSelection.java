package io.dlt4j.cli;

import io.dlt4j.Incremental;
import io.dlt4j.Resource;
import io.dlt4j.Source;
import io.dlt4j.extract.SourceFile;
import io.dlt4j.extract.SourceFiles;
import io.dlt4j.extract.SourceKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sources of one call: found, but not read. */
final class SourceSelection {

    private final Arguments arguments;
    private final SourceFiles finder;
    private final List<SourceFile> files;

    private SourceSelection(Arguments arguments, SourceFiles finder, List<SourceFile> files) {
        this.arguments = arguments;
        this.finder = finder;
        this.files = files;
    }

    /** Finds the sources that the command line names. */
    static SourceSelection of(Invocation call) {
        Arguments arguments = call.arguments();
        SourceFiles finder =
                new SourceFiles(call.around().directory(), call.around().in());
        try {
            List<SourceFile> files = finder.resolve(
                    arguments.operands(), arguments.find(Option.FORMAT).flatMap(SourceKind::find));
            return new SourceSelection(arguments, finder, files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One resource a table, in the order of the sources. */
    List<Source> sources() {
        Map<String, List<SourceFile>> tables = new LinkedHashMap<>();
        for (SourceFile file : files) {
            String table = arguments.find(Option.TABLE).orElse(file.tableName());
            tables.computeIfAbsent(table, name -> new ArrayList<>()).add(file);
        }
        Optional<Incremental> cursor = arguments.find(Option.CURSOR).map(Incremental::on);
        List<Resource> resources = new ArrayList<>();
        tables.forEach((table, found) -> {
            Resource resource = Resource.ofFiles(table, finder, found);
            resources.add(cursor.map(resource::incremental).orElse(resource));
        });
        return List.of(Source.ofDefaultSchema(resources));
    }

    /** Equal for equal options and unchanged sources; what comes from the standard input counts as unchanged. */
    String fingerprint() {
        StringBuilder text = new StringBuilder();
        for (String option : arguments.canonical()) {
            text.append(option).append('\n');
        }
        for (SourceFile file : files) {
            String identity = file.stamp()
                    .map(stamp -> stamp.path() + " " + stamp.size() + " " + stamp.modified())
                    .orElse(file.origin());
            text.append(file.kind()).append(' ').append(identity).append('\n');
        }
        return text.toString();
    }
}
