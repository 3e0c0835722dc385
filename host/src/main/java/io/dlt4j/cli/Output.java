package io.dlt4j.cli;

import io.dlt4j.api.error.DltException;
import java.io.PrintStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a command says what it did: results as text or as one JSON document, and messages apart from them. */
final class Output {

    private final PrintStream out;
    private final PrintStream err;
    private final boolean json;
    private @Nullable JsonDocument document;

    Output(PrintStream out, PrintStream err, boolean json) {
        this.out = out;
        this.err = err;
        this.json = json;
    }

    /** Whether results are printed as JSON. */
    boolean isJson() {
        return json;
    }

    /** Prints a line of the result. */
    void line(String text) {
        out.print(text);
        out.print('\n');
    }

    /** Prints a line for whoever watches. */
    void message(String text) {
        err.print(text);
        err.print('\n');
        err.flush();
    }

    /** The result's document, which this call begins. */
    JsonDocument document() {
        JsonDocument begun = document;
        if (begun == null) {
            begun = new JsonDocument(out);
            document = begun;
        }
        return begun;
    }

    /** Sends off what was printed, and ends the document. */
    void finish() {
        if (document != null) {
            document.close();
            document = null;
            out.print('\n');
        }
        out.flush();
    }

    /** Reports a failure: in the document, if there is or should be one, and as text. */
    void fail(DltException failure, Optional<Throwable> trace) {
        message(failure.render());
        trace.ifPresent(thrown -> thrown.printStackTrace(err));
        err.flush();
        if (json) {
            document().error(failure.code().name(), String.valueOf(failure.getMessage()), failure.nextStep());
        }
        finish();
    }
}
