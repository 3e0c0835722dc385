package io.dlt4j.testkit;

/**
 * Something that a plugin must do.
 *
 * @param area what it is about
 * @param name unique in its area
 * @param clause what the API asks, with the place that says so
 * @param check finds out whether it is so
 */
record Contract(Area area, String name, String clause, Check check) {

    /** Drives the plugin. */
    @FunctionalInterface
    interface Check {
        /** @throws AssertionError if the plugin breaks the contract; {@link NotApplicable} if there is nothing to see */
        void run(Bench bench) throws Exception;
    }

    /** There is nothing to observe for this plugin. */
    static final class NotApplicable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotApplicable(String reason) {
            super(reason, null, false, false);
        }
    }

    /** The plugin breaks a contract. */
    static final class Broken extends AssertionError {
        private static final long serialVersionUID = 1L;

        Broken(Contract contract, Throwable seen) {
            super(
                    "Contract " + contract.id() + " is broken.\nClause: " + contract.clause() + "\nSeen: "
                            + (seen instanceof AssertionError ? seen.getMessage() : seen),
                    seen);
        }
    }

    String id() {
        return area.text() + "/" + name;
    }
}
