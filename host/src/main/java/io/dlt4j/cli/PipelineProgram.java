package io.dlt4j.cli;

import java.nio.file.Path;
import java.util.Optional;

/** The program that a new project starts from: one file, for the launcher that runs sources. */
final class PipelineProgram {

    private static final String PROGRAM = """
            import io.dlt4j.LoadInfo;
            import io.dlt4j.Pipeline;
            import io.dlt4j.Resource;
            import java.util.List;
            import java.util.Map;

            /** Loads two rows, and a child table with their tags. Needs host.jar of dlt4j on its class path. */
            final class %1$s {

                public static void main(String[] args) {
                    // Also taken: streams, iterators, suppliers, JSON text, files.
                    List<Map<String, Object>> items = List.of(
                            Map.of("id", 1, "name", "first", "tags", List.of("a", "b")),
                            Map.of("id", 2, "name", "second", "tags", List.of()));

                    Pipeline pipeline = Pipeline.named("%2$s")
                            .destination("%3$s")
                            .open();
                    LoadInfo info = pipeline.run(Resource.of("items", items));
                    System.out.println(info);
                }
            }
            """;

    private PipelineProgram() {}

    /**
     * The source text.
     *
     * @param pipeline lower-case letters, digits and underscores
     * @param destination as on the command line
     */
    static String text(String pipeline, String destination) {
        String reference = destination.replace("\\", "\\\\").replace("\"", "\\\"");
        return PROGRAM.formatted(className(pipeline), pipeline, reference);
    }

    private static String className(String pipeline) {
        StringBuilder name = new StringBuilder();
        for (String word : pipeline.split("_")) {
            if (!word.isEmpty()) {
                name.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
            }
        }
        String plain = name + "Pipeline";
        return Character.isDigit(plain.charAt(0)) ? "_" + plain : plain;
    }

    /** What runs it with the dlt4j that runs now. */
    static String commandLine(Path program) {
        Optional<String> home = Optional.ofNullable(System.getProperty("dlt4j.home"));
        String option =
                home.map(path -> "-Ddlt4j.home=" + Shell.quote(path) + " ").orElse("");
        String classPath = System.getProperty("java.class.path", "");
        return "java " + option + "-cp " + Shell.quote(classPath) + " " + Shell.quote(program.toString());
    }
}
