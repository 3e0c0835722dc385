package io.dlt4j.image;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.error.ErrorCategory;
import io.dlt4j.api.error.ErrorCode;
import java.io.IOException;

/** What can be wrong when an image is made. */
enum ImageError implements ErrorCode {
    /** An option is missing, or what it names is there already. */
    IMAGE_ORDER_INVALID(ErrorCategory.USER),
    /** A plugin that is to go into the image is not installed in a directory of plugins. */
    IMAGE_PLUGIN_MISSING(ErrorCategory.USER),
    /** The JDK cannot link a runtime. */
    IMAGE_JDK_UNSUITABLE(ErrorCategory.USER),
    /** The base image cannot be read. */
    IMAGE_BASE_INVALID(ErrorCategory.USER),
    /** A program of the JDK or of the machine failed. */
    IMAGE_PROGRAM_FAILED(ErrorCategory.EXTERNAL),
    /** A file cannot be read or written. */
    IMAGE_FILE_FAILED(ErrorCategory.EXTERNAL);

    private final ErrorCategory category;

    ImageError(ErrorCategory category) {
        this.category = category;
    }

    @Override
    public ErrorCategory category() {
        return category;
    }

    DltException of(String message, String nextStep) {
        return new DltException(this, message, nextStep);
    }

    static DltException file(IOException cause) {
        return new DltException(
                IMAGE_FILE_FAILED,
                "A file of the image cannot be read or written: " + cause + ".",
                "See whether the disk is full and the directory may be written, and try again.",
                cause);
    }
}
