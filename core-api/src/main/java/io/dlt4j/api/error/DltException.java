package io.dlt4j.api.error;

import static java.util.Objects.requireNonNull;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The only exception type that dlt4j and its plugins throw on purpose.
 *
 * <p>It carries a {@linkplain #code() code}, a message that says what is wrong, where and with which value, and the
 * {@linkplain #nextStep() next step} for whoever reads it. Messages never contain secrets: pass values that may be one
 * as {@link io.dlt4j.api.config.Secret}, whose text form is masked.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class DltException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;
    private final String nextStep;

    /**
     * @param code what kind of failure
     * @param message what is wrong, where, and with which value
     * @param nextStep what the reader can do about it
     */
    public DltException(ErrorCode code, String message, String nextStep) {
        this(code, message, nextStep, null);
    }

    /**
     * @param code what kind of failure
     * @param message what is wrong, where, and with which value
     * @param nextStep what the reader can do about it
     * @param cause the underlying failure, or {@code null} if there is none
     */
    public DltException(ErrorCode code, String message, String nextStep, @Nullable Throwable cause) {
        super(requireNonNull(message, "message is null"), cause);
        this.code = requireNonNull(code, "code is null");
        this.nextStep = requireNonNull(nextStep, "nextStep is null");
    }

    /** What kind of failure this is. */
    public ErrorCode code() {
        return code;
    }

    /** Who can mend it; same as {@code code().category()}. */
    public ErrorCategory category() {
        return code.category();
    }

    /** What the reader can do about it, one or two sentences. */
    public String nextStep() {
        return nextStep;
    }

    /** Code, message and next step as the command line prints them: in one line, unless the message has several. */
    public String render() {
        String message = code.name() + ": " + getMessage();
        if (nextStep.isEmpty()) {
            return message;
        }
        return message + (message.contains("\n") ? "\n\n" : " ") + nextStep;
    }
}
