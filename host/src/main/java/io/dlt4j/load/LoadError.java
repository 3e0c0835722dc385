package io.dlt4j.load;

import io.dlt4j.api.error.ErrorCategory;
import io.dlt4j.api.error.ErrorCode;

/** What can go wrong while packages are loaded. */
public enum LoadError implements ErrorCode {
    /** The staging destination is none that others load from. */
    LOAD_STAGE_UNSUPPORTED(ErrorCategory.USER),
    /** The destination refused a job for good; the package waits for a decision. */
    LOAD_PACKAGE_FAILED(ErrorCategory.USER),
    /** A job failed again and again for reasons that should have passed. */
    LOAD_RETRIES_EXHAUSTED(ErrorCategory.TRANSIENT),
    /** The package was normalized for a destination with other rules. */
    LOAD_CAPABILITIES_DIFFER(ErrorCategory.USER),
    /** Packages cannot be dropped without loss or duplicates: what they have done in the destination cannot be taken back. */
    LOAD_UNDO_IMPOSSIBLE(ErrorCategory.USER),
    /** Another machine has loaded for the pipeline since a package was extracted, which goes on from an older state. */
    LOAD_STATE_DIVERGED(ErrorCategory.USER),
    /** A package cannot be normalized again, since its load has begun. */
    LOAD_BEGUN(ErrorCategory.USER),
    /** A refresh wants tables dropped, and the destination cannot. */
    LOAD_DROP_UNSUPPORTED(ErrorCategory.USER),
    /** The load was interrupted; it goes on at the next start. */
    LOAD_INTERRUPTED(ErrorCategory.TRANSIENT),
    /** The configured way to replace rows is not one that the destination has. */
    LOAD_REPLACE_STRATEGY_UNSUPPORTED(ErrorCategory.USER),
    /** A nested table is written in a way that does not go with that of its root table. */
    LOAD_DISPOSITIONS_MIXED(ErrorCategory.USER),
    /** A client failed in a way that its contract does not allow. */
    LOAD_CLIENT_DEFECT(ErrorCategory.INTERNAL);

    private final ErrorCategory category;

    LoadError(ErrorCategory category) {
        this.category = category;
    }

    @Override
    public ErrorCategory category() {
        return category;
    }
}
