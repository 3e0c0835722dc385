package io.dlt4j.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What the standard streams are connected to. */
final class Terminal {

    /** No stream is a terminal. */
    static final Terminal NONE = new Terminal(Map.of(), false, Optional.empty());

    private static final int WIDTH_OF_TERMINALS = 80;
    private static final int WIDTH_OF_FILES = 120;
    private static final int ANSWER_SECONDS = 2;

    private final Map<String, String> environment;
    private final boolean resultsShown;
    private final Optional<StatusLine> status;

    private Terminal(Map<String, String> environment, boolean resultsShown, Optional<StatusLine> status) {
        this.environment = environment;
        this.resultsShown = resultsShown;
        this.status = status;
    }

    /**
     * The terminal of this process, if it has one.
     *
     * @param messages the standard error stream; only the status line may write to it from now on
     */
    static Terminal ofProcess(Map<String, String> environment, OutputStream messages) {
        boolean rewritable =
                isTerminal(2) && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        return new Terminal(
                environment, isTerminal(1), rewritable ? Optional.of(new StatusLine(messages)) : Optional.empty());
    }

    /** The line that shows progress, if messages go to a terminal where a line can be written again. */
    Optional<StatusLine> status() {
        return status;
    }

    /** How many characters fit into a line of what shows results, or should be in one of a file. */
    int width() {
        Optional<Integer> said = number(environment.getOrDefault("COLUMNS", ""));
        if (said.isPresent() || !resultsShown) {
            return said.orElse(WIDTH_OF_FILES);
        }
        return number(askForWidth()).orElse(WIDTH_OF_TERMINALS);
    }

    /** Java asks only whether input and output both are one; Linux knows it of each stream. */
    private static boolean isTerminal(int stream) {
        Path link = Path.of("/proc/self/fd/" + stream);
        if (!Files.isSymbolicLink(link)) {
            return System.console() != null;
        }
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }

    /** The kernel knows the width, and Java does not: {@code stty} answers with rows and columns. */
    private static String askForWidth() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/dev/tty").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return "";
            }
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return answer.substring(answer.indexOf(' ') + 1);
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static Optional<Integer> number(String text) {
        boolean valid = !text.isEmpty() && text.length() < 6 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return valid && !text.equals("0") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }
}
