package io.dlt4j.image;

import io.dlt4j.api.error.DltException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The classes that the stage uses, laid out for the JVM to map instead of reading and linking each. */
final class ClassArchive {

    /** In {@code lib} of an image. */
    static final String CDS = "classes.jsa";

    /** The same from Java 25 on. */
    static final String AOT = "classes.aot";

    private final Jdk jdk;
    private final Path image;
    private final Training training;

    ClassArchive(Jdk jdk, Path image, Training training) {
        this.jdk = jdk;
        this.image = image;
        this.training = training;
    }

    /** Makes it in {@code lib}. Images work without, and start slower: what went wrong is returned. */
    Optional<DltException> make() throws IOException {
        Path scratch = Files.createTempDirectory("dlt4j-image");
        try {
            if (jdk.hasAotCache()) {
                cache(scratch);
            } else {
                List<String> classes = classes(scratch);
                dump(classes, scratch);
            }
            return Optional.empty();
        } catch (DltException e) {
            return Optional.of(e);
        } finally {
            ImageFiles.delete(scratch);
        }
    }

    private void cache(Path scratch) throws IOException {
        Path cache = image.resolve("lib").resolve(AOT);
        train(scratch, "-XX:AOTCacheOutput=" + cache);
        if (!Files.isRegularFile(cache)) {
            throw missing(cache);
        }
        Files.deleteIfExists(Path.of(cache + ".config"));
    }

    /** The list of classes that the commands used. */
    List<String> classes(Path scratch) throws IOException {
        String option = "-XX:DumpLoadedClassList=" + scratch.resolve("classes");
        Path common = scratch.resolve("common");
        List<String> version = command(image, java(), List.of("-XX:DumpLoadedClassList=" + common));
        version.add("--version");
        Program.of(version, training.environment()).require(scratch);
        ClassList classes = new ClassList(Files.readAllLines(common));
        for (Path list : train(scratch, option)) {
            classes.add(Files.readAllLines(list));
        }
        return classes.lines();
    }

    /** Runs the commands, those that count with the option; returns the files that it named, numbered. */
    private List<Path> train(Path scratch, String option) throws IOException {
        Files.copy(image.resolve("lib/sample.jsonl"), scratch.resolve("sample.jsonl"));
        List<Path> written = new ArrayList<>();
        for (Training.Step step : training.steps()) {
            List<String> options = new ArrayList<>();
            if (step.counts()) {
                String file = option.substring(option.indexOf('=') + 1);
                String numbered = jdk.hasAotCache() ? file : file + written.size();
                options.add(option.replace(file, numbered));
                written.add(Path.of(numbered));
            }
            List<String> command = command(image, java(), options);
            command.addAll(step.arguments());
            Program.of(command, training.environment()).run(scratch);
        }
        return written.stream().filter(Files::isRegularFile).toList();
    }

    private void dump(List<String> classes, Path scratch) throws IOException {
        Path list = Files.write(scratch.resolve("all-classes"), classes);
        Path archive = image.resolve("lib").resolve(CDS);
        Program.of(dump(image, java(), list), training.environment()).require(scratch);
        if (!Files.isRegularFile(archive)) {
            throw missing(archive);
        }
    }

    private String java() {
        return image.resolve("jre/bin/java").toString();
    }

    private static DltException missing(Path archive) {
        return ImageError.IMAGE_PROGRAM_FAILED.of("the JVM made no '" + archive + "'", "");
    }

    /** Lays out the listed classes of the image in {@code home}. */
    static List<String> dump(Path home, String java, Path list) {
        return command(
                home,
                java,
                List.of(
                        "-Xshare:dump",
                        "-XX:SharedClassListFile=" + list,
                        "-XX:SharedArchiveFile=" + home.resolve("lib").resolve(CDS)));
    }

    /** The command that runs the image in {@code home}, without the arguments of its command line. */
    static List<String> command(Path home, String java, List<String> options) {
        List<String> command = new ArrayList<>(
                List.of(java, "@" + home.resolve("lib/java.options"), "@" + home.resolve("lib/collector.options")));
        command.addAll(options);
        command.addAll(List.of(
                "-Ddlt4j.home=" + home, "-jar", home.resolve("lib/host.jar").toString()));
        return command;
    }
}
