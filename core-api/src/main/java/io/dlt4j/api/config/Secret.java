package io.dlt4j.api.config;

import static java.util.Objects.requireNonNull;

import org.apiguardian.api.API;

/**
 * Holds a value that must not be seen: a password, a key, a token.
 *
 * <p>{@link #toString()} is always {@code ***}; {@link #reveal()} is the only way out. There is no {@code equals} over
 * the content, so that secrets cannot be compared, hashed or logged by accident. Not serialisable on purpose.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = requireNonNull(value, "value is null");
    }

    /** Wraps {@code value}. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The value itself; call it only where the value leaves the process. */
    public String reveal() {
        return value;
    }

    /** Always {@code ***}. */
    @Override
    public String toString() {
        return "***";
    }
}
