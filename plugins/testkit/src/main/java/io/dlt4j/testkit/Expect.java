package io.dlt4j.testkit;

import io.dlt4j.api.error.DltException;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Assertions whose failures tell what was seen and what was expected. */
final class Expect {

    private Expect() {}

    static void equal(@Nullable Object seen, @Nullable Object expected, String what) {
        if (!Objects.equals(seen, expected)) {
            throw new AssertionError(what + ": " + seen + ", expected: " + expected);
        }
    }

    static void isTrue(boolean condition, String problem) {
        if (!condition) {
            throw new AssertionError(problem);
        }
    }

    static void none(Collection<?> problems, String what) {
        if (!problems.isEmpty()) {
            throw new AssertionError(what + ": " + problems);
        }
    }

    /** What the call throws, which must be a {@link DltException}. */
    static DltException refusal(Runnable call, String what) {
        try {
            call.run();
        } catch (DltException e) {
            return e;
        } catch (RuntimeException e) {
            throw new AssertionError(what + " failed with " + e + ", expected a DltException", e);
        }
        throw new AssertionError(what + " was not refused");
    }

    static void code(DltException seen, String expected, String what) {
        if (!seen.code().name().equals(expected)) {
            throw new AssertionError(what + ": " + seen.render() + ", expected the code " + expected, seen);
        }
    }
}
