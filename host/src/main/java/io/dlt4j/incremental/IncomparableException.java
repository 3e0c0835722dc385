package io.dlt4j.incremental;

/** Two values of different kinds met; {@link CursorRun} tells where. */
final class IncomparableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Object value;
    private final transient Object other;

    IncomparableException(Object value, Object other) {
        super("cannot compare", null, false, false);
        this.value = value;
        this.other = other;
    }

    Object value() {
        return value;
    }

    Object other() {
        return other;
    }
}
