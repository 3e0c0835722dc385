package io.dlt4j.plugin;

import static java.util.Objects.requireNonNull;

/**
 * A class that was tried as a destination, and why it is none.
 *
 * @param className the class
 * @param reason the kind of failure
 * @param detail what was seen, a clause without a full stop
 */
public record DestinationTrace(String className, Reason reason, String detail) {

    /** Why a class is no destination. */
    public enum Reason {
        /** No class of that name is on the class path. */
        CLASS_NOT_FOUND,
        /** The class is there, and one that it needs is not. */
        CLASS_NOT_LINKED,
        /** The class is no destination factory. */
        NOT_A_DESTINATION
    }

    /** Checks the parts. */
    public DestinationTrace {
        requireNonNull(className, "className is null");
        requireNonNull(reason, "reason is null");
        requireNonNull(detail, "detail is null");
    }

    /** Class, reason and detail, for messages. */
    @Override
    public String toString() {
        return className + " (" + reason + ": " + detail + ")";
    }
}
