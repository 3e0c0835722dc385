package io.dlt4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.api.DestinationFactory;
import io.dlt4j.support.sql.SqlClient;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.apiguardian.api.API;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each type that authors of plugins compile against says how stable it is. */
final class StabilityTest {

    @ParameterizedTest
    @ValueSource(strings = {"core-api", "testkit", "support-sql"})
    void saysHowStableEachTypeIs(String module) throws Exception {
        List<String> silent = types(module).stream()
                .filter(type -> type.getDeclaringClass() == null && type.getAnnotation(API.class) == null)
                .map(Class::getName)
                .toList();
        assertThat(silent).isEmpty();
        assertThat(types(module)).hasSizeGreaterThan(7);
        if (module.equals("support-sql")) {
            assertThat(types(module))
                    .filteredOn(type -> type.getDeclaringClass() == null)
                    .allSatisfy(type ->
                            assertThat(type.getAnnotation(API.class).status()).isEqualTo(API.Status.EXPERIMENTAL));
        }
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static List<Class<?>> types(String module) throws Exception {
        Class<?> one = switch (module) {
            case "core-api" -> DestinationFactory.class;
            case "testkit" -> DestinationContract.class;
            default -> SqlClient.class;
        };
        List<Class<?>> types = new ArrayList<>();
        for (String name : classes(one)) {
            Class<?> type = Class.forName(name, false, one.getClassLoader());
            if (isExported(type)) {
                types.add(type);
            }
        }
        return types;
    }

    private static boolean isExported(Class<?> type) {
        Class<?> outer = type.getDeclaringClass();
        return isVisible(type.getModifiers()) && !type.isAnonymousClass() && (outer == null || isExported(outer));
    }

    private static List<String> classes(Class<?> one) throws IOException, URISyntaxException {
        Path source =
                Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<String> files = new ArrayList<>();
        if (Files.isDirectory(source)) {
            try (Stream<Path> walk = Files.walk(source)) {
                walk.forEach(file -> files.add(source.relativize(file).toString()));
            }
        } else {
            try (ZipFile jar = new ZipFile(source.toFile())) {
                jar.stream().forEach(entry -> files.add(entry.getName()));
            }
        }
        return files.stream()
                .filter(name -> name.endsWith(".class") && !name.contains("-info"))
                .map(name ->
                        name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                .sorted()
                .toList();
    }
}
