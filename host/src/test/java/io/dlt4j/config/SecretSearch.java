package io.dlt4j.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** Looks for a secret where none must be, as it is, URL-encoded and in Base64. */
record SecretSearch(String secret) {

    /** In texts such as what was logged or printed. */
    void inText(String where, String text) {
        for (String form : forms()) {
            assertThat(text.contains(form)).as("%s contains the secret", where).isFalse();
        }
    }

    /** In messages, causes and suppressed exceptions, with their stack traces. */
    void inException(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        inText("the exception", trace + " " + thrown);
    }

    /**
     * In all files and file names below a directory.
     *
     * @param except the files that the test itself put the secret into
     */
    void below(Path directory, Path... except) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file :
                    files.filter(file -> !List.of(except).contains(file)).toList()) {
                inText("the name of " + file, directory.relativize(file).toString());
                if (Files.isRegularFile(file)) {
                    inText(file.toString(), Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1));
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<String> forms() {
        return List.of(
                secret,
                java.net.URLEncoder.encode(secret, UTF_8),
                Base64.getEncoder().encodeToString(secret.getBytes(UTF_8)));
    }
}
