package io.dlt4j.image;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of an image for containers as they lie in it, the image's directory in {@code /opt/dlt4j}. */
final class RootFiles {

    private static final Path HOME = Path.of("/opt/dlt4j");

    /** A line of ldd: the library's name and where it is, or the loader's path alone. */
    private static final Pattern LIBRARY = Pattern.compile("(?:\\S+ => )?(/\\S+) \\(0x[0-9a-f]+\\)");

    private final Path root;
    private final Jdk jdk;

    private RootFiles(Path root, Jdk jdk) {
        this.root = root;
        this.jdk = jdk;
    }

    static RootFiles lay(ImageOrder order, Jdk jdk, Path root) throws IOException {
        RootFiles files = new RootFiles(root, jdk);
        Path home = files.home();
        Files.createDirectories(home.getParent());
        try (Stream<Path> sources = Files.walk(order.output())) {
            for (Path source : (Iterable<Path>) sources::iterator) {
                if (!source.startsWith(order.output().resolve("bin"))) {
                    Files.copy(source, home.resolve(order.output().relativize(source)), COPY_ATTRIBUTES);
                }
            }
        }
        Files.createDirectories(root.resolve("tmp"));
        Files.createDirectories(root.resolve("work"));
        files.copyLibraries();
        return files;
    }

    private Path home() {
        return root.resolve(HOME.toString().substring(1));
    }

    /** The C library's files and the others that Java and native code of plugins load, where the loader looks for them. */
    private void copyLibraries() throws IOException {
        List<String> command = new ArrayList<>(List.of("ldd"));
        try (Stream<Path> files = Files.walk(home())) {
            files.filter(Files::isRegularFile)
                    .filter(file -> file.endsWith("bin/java")
                            || file.getFileName().toString().contains(".so"))
                    .map(Path::toString)
                    .forEach(command::add);
        }
        Set<Path> libraries = new TreeSet<>();
        String found = Program.of(command, Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C"))
                .run(root)
                .output();
        for (String line : found.split("\n")) {
            Matcher library = LIBRARY.matcher(line.strip());
            if (library.matches() && !library.group(1).startsWith(root.toString())) {
                libraries.add(Path.of(library.group(1)));
            }
        }
        for (Path library : libraries) {
            Path copy = root.resolve(library.toString().substring(1));
            Files.createDirectories(copy.getParent());
            Files.copy(library.toRealPath(), copy);
        }
    }

    /**
     * Lays the classes out again, inside: the JVM compares the paths of the jars with those that an archive was made with. A cache of
     * Java 25 does not mind.
     */
    void archive(ClassArchive archive, Training training) throws IOException {
        Path outside = home().resolve("lib").resolve(ClassArchive.CDS);
        if (jdk.hasAotCache() || !Files.deleteIfExists(outside)) {
            return;
        }
        Path scratch = Files.createTempDirectory("dlt4j-classes");
        Path list = root.resolve("tmp/classes");
        try {
            Files.write(list, archive.classes(scratch));
            List<String> dump =
                    ClassArchive.dump(HOME, HOME.resolve("jre/bin/java").toString(), Path.of("/tmp/classes"));
            Map<String, String> environment = new LinkedHashMap<>(training.environment());
            // The loader learns where a program is from /proc, which is not mounted there.
            environment.put("LD_LIBRARY_PATH", HOME.resolve("jre/lib").toString());
            environment.put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
            if (inside(List.of("chroot"), dump, environment) != 0) {
                inside(List.of("unshare", "--user", "--map-root-user", "chroot"), dump, environment);
            }
        } finally {
            Files.deleteIfExists(list);
            ImageFiles.delete(scratch);
        }
    }

    private int inside(List<String> way, List<String> command, Map<String, String> environment) {
        List<String> whole = new ArrayList<>(way);
        whole.add(root.toString());
        whole.addAll(command);
        return Program.of(whole, environment).run(root).code();
    }

    Path directory() {
        return root;
    }

    /** The layer below: libraries of the machine that made the image. */
    List<Path> libraries() throws IOException {
        return ImageFiles.children(root).stream()
                .filter(top -> !top.endsWith("opt") && !top.endsWith("work"))
                .toList();
    }

    List<Path> java() {
        return List.of(home().resolve("jre"));
    }

    List<Path> application() throws IOException {
        List<Path> tops = new ArrayList<>(ImageFiles.children(home()));
        tops.removeIf(top -> top.endsWith("jre"));
        tops.add(root.resolve("work"));
        return tops;
    }

    /** The command of the container; there is no shell. */
    List<String> entryPoint() {
        List<String> options = new ArrayList<>();
        if (Files.isRegularFile(home().resolve("lib").resolve(ClassArchive.CDS))) {
            options.add("-XX:SharedArchiveFile=" + HOME.resolve("lib").resolve(ClassArchive.CDS));
        } else if (Files.isRegularFile(home().resolve("lib").resolve(ClassArchive.AOT))) {
            options.add("-XX:AOTCache=" + HOME.resolve("lib").resolve(ClassArchive.AOT));
        }
        return ClassArchive.command(HOME, HOME.resolve("jre/bin/java").toString(), options);
    }
}
