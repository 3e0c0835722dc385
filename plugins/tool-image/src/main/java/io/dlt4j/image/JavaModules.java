package io.dlt4j.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Which modules of the Java platform jars need. */
final class JavaModules {

    /**
     * Named by classes that a load never gets to: descriptions of beans for graphical builders in drivers and in parsers. It is worth
     * 15 MB. A plugin that needs it says {@code java.modules=java.desktop} in its descriptor.
     */
    private static final Set<String> LEFT_OUT = Set.of("java.desktop");

    /** Elliptic curves, without which few servers speak TLS; nothing names it, since it is found as a service. */
    private static final String CURVES = "jdk.crypto.ec";

    private final Jdk jdk;

    JavaModules(Jdk jdk) {
        this.jdk = jdk;
    }

    /** What the descriptors of the jars require, and what jdeps finds in those that have none. */
    Set<String> of(List<Path> jars, Stage stage) throws IOException {
        Set<String> modules = new TreeSet<>(Set.of("java.base"));
        List<String> undescribed = new ArrayList<>();
        for (Path jar : jars) {
            Optional<ModuleDescriptor> descriptor = descriptor(jar);
            if (descriptor.isPresent()) {
                modules.addAll(required(descriptor.get()));
            } else {
                undescribed.add(jar.toString());
            }
        }
        if (!undescribed.isEmpty()) {
            modules.addAll(used(undescribed));
        }
        modules.removeAll(LEFT_OUT);
        if (stage.opensDestinations()) {
            modules.add(CURVES);
        }
        for (Path jar : jars) {
            modules.addAll(declared(jar));
        }
        return modules;
    }

    private static Optional<ModuleDescriptor> descriptor(Path jar) {
        try {
            return ModuleFinder.of(jar).findAll().stream()
                    .map(ModuleReference::descriptor)
                    .filter(descriptor -> !descriptor.isAutomatic())
                    .findFirst();
        } catch (FindException e) {
            // A name from which no module's can be made.
            return Optional.empty();
        }
    }

    private static Set<String> required(ModuleDescriptor descriptor) {
        Set<String> required = new TreeSet<>();
        for (Requires requires : descriptor.requires()) {
            boolean optional = requires.modifiers().contains(Requires.Modifier.STATIC);
            if (!optional
                    && (requires.name().startsWith("java.") || requires.name().startsWith("jdk."))) {
                required.add(requires.name());
            }
        }
        return required;
    }

    private Set<String> used(List<String> jars) {
        List<String> command = new ArrayList<>(
                List.of(jdk.program("jdeps"), "--ignore-missing-deps", "--multi-release", "17", "--print-module-deps"));
        command.addAll(jars);
        String[] lines = Program.of(command)
                .require(Path.of("").toAbsolutePath())
                .strip()
                .split("\n");
        return new TreeSet<>(Arrays.asList(lines[lines.length - 1].strip().split(",")));
    }

    private static List<String> declared(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry descriptor = zip.getEntry("META-INF/dlt4j/plugin.properties");
            if (descriptor == null) {
                return List.of();
            }
            Properties properties = new Properties();
            try (Reader reader = new InputStreamReader(zip.getInputStream(descriptor), UTF_8)) {
                properties.load(reader);
            }
            return Arrays.stream(properties.getProperty("java.modules", "").split(","))
                    .map(String::strip)
                    .filter(module -> !module.isEmpty())
                    .toList();
        }
    }
}
