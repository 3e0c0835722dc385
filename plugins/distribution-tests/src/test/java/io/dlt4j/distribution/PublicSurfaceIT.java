package io.dlt4j.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What third parties compile against, type by type and member by member: each change of it shows in a review, as a change of the
 * file in {@code src/test/resources/surface}.
 */
class PublicSurfaceIT {

    @ParameterizedTest
    @CsvSource({"dlt4j-core-api, 60", "dlt4j-testkit, 5", "dlt4j-support-sql, 10"})
    void isTheListedOne(String artifact, int atLeast) throws Exception {
        Build.Module module = Build.modules().stream()
                .filter(built -> built.artifact().equals(artifact))
                .findFirst()
                .orElseThrow();
        List<String> surface = new ArrayList<>();
        int types = 0;
        URL[] jar = {module.jar().toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(jar, PublicSurfaceIT.class.getClassLoader())) {
            for (String name : classNames(module.jar())) {
                Class<?> type = Class.forName(name, false, loader);
                if (isVisible(type)) {
                    types++;
                    surface.addAll(describe(type));
                }
            }
        }
        assertThat(types).as("public types of %s", artifact).isGreaterThanOrEqualTo(atLeast);
        Path actual = Path.of("target/surface").toAbsolutePath().resolve(artifact + ".txt");
        Files.createDirectories(actual.getParent());
        Files.write(actual, surface);
        assertThat(surface)
                .as(
                        "the public surface of %s; if the change is meant: cp %s src/test/resources/surface/",
                        artifact, actual)
                .containsExactlyElementsOf(listed(artifact));
    }

    private static List<String> listed(String artifact) throws IOException {
        String name = "/surface/" + artifact + ".txt";
        try (InputStream list = Objects.requireNonNull(PublicSurfaceIT.class.getResourceAsStream(name), name)) {
            return new String(list.readAllBytes(), UTF_8).lines().toList();
        }
    }

    private static List<String> classNames(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith("io/") && name.endsWith(".class"))
                    .filter(name -> !name.endsWith("package-info.class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isVisible(Class<?> type) {
        boolean visible = Modifier.isPublic(type.getModifiers()) || Modifier.isProtected(type.getModifiers());
        return visible && (type.getDeclaringClass() == null || isVisible(type.getDeclaringClass()));
    }

    private static List<String> describe(Class<?> type) {
        List<String> lines = new ArrayList<>();
        lines.add(kind(type) + " " + type.getName() + ancestors(type));
        TreeSet<String> members = new TreeSet<>();
        for (Field field : type.getDeclaredFields()) {
            if (isVisible(field)) {
                members.add(modifiers(field) + field.getGenericType().getTypeName() + " " + field.getName());
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isVisible(constructor)) {
                members.add(modifiers(constructor) + "new" + parameters(constructor));
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (isVisible(method) && !method.isBridge()) {
                members.add((method.isDefault() ? "default " : "") + modifiers(method)
                        + method.getGenericReturnType().getTypeName() + " " + method.getName() + parameters(method));
            }
        }
        members.forEach(member -> lines.add("    " + member));
        return lines;
    }

    private static String kind(Class<?> type) {
        String kind = type.isAnnotation()
                ? "@interface"
                : type.isInterface() ? "interface" : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
        int modifiers = type.getModifiers();
        boolean plain = kind.equals("class");
        return (plain && Modifier.isAbstract(modifiers) ? "abstract " : "")
                + (plain && Modifier.isFinal(modifiers) ? "final " : "")
                + (type.isSealed() ? "sealed " : "")
                + kind;
    }

    private static String ancestors(Class<?> type) {
        Stream<Type> all = Stream.concat(
                Stream.ofNullable(type.getGenericSuperclass()), Arrays.stream(type.getGenericInterfaces()));
        String names = all.map(Type::getTypeName)
                .filter(name -> !name.matches("java\\.lang\\.(Object|Record|Enum<.*>)"))
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : " : " + names;
    }

    private static String parameters(Executable executable) {
        return Arrays.stream(executable.getGenericParameterTypes())
                .map(Type::getTypeName)
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static boolean isVisible(Member member) {
        return !member.isSynthetic()
                && (Modifier.isPublic(member.getModifiers()) || Modifier.isProtected(member.getModifiers()));
    }

    private static String modifiers(Member member) {
        int kept = member.getModifiers() & (Modifier.STATIC | Modifier.PROTECTED | Modifier.ABSTRACT);
        return kept == 0 ? "" : Modifier.toString(kept) + " ";
    }
}
