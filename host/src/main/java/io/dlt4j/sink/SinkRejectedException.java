package io.dlt4j.sink;

/** Thrown by a sink function that will never take a batch: the load fails, and the batch is not delivered again. */
public final class SinkRejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message why; shown to the user, so without secrets */
    public SinkRejectedException(String message) {
        super(message);
    }

    /**
     * @param message why; shown to the user, so without secrets
     * @param cause what stands behind it
     */
    public SinkRejectedException(String message, Throwable cause) {
        super(message, cause);
    }
}
