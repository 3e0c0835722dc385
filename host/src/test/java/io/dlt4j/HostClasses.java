package io.dlt4j;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** The compiled main classes of this module, read once for all tests that look at them. */
final class HostClasses {

    /** Where the build of this module writes: {@code host/target}. */
    static final Path OUTPUT = output();

    static final JavaClasses ALL = new ClassFileImporter().importPath(OUTPUT.resolve("classes"));

    private HostClasses() {}

    private static Path output() {
        try {
            return Path.of(HostClasses.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the test classes are not in a directory", e);
        }
    }
}
