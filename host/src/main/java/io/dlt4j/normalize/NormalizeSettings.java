package io.dlt4j.normalize;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.capability.Capabilities;
import java.nio.file.Path;

/**
 * What the normalization of one package depends on besides its schema and its items.
 *
 * @param loadId the package's load id
 * @param capabilities what the destination can do
 * @param formats finds the writers of job files
 * @param directory where job files go; exists
 * @param workers how many threads normalize, at least 1
 */
public record NormalizeSettings(
        String loadId, Capabilities capabilities, FormatChoice formats, Path directory, int workers) {

    /** Checks the parts. */
    public NormalizeSettings {
        requireNonNull(loadId, "loadId is null");
        requireNonNull(capabilities, "capabilities is null");
        requireNonNull(formats, "formats is null");
        requireNonNull(directory, "directory is null");
        if (workers < 1) {
            throw new IllegalArgumentException("workers is " + workers);
        }
    }

    /** The most digits of an integer that the wei type holds. */
    int weiDigits() {
        return capabilities.weiPrecision().precision()
                - capabilities.weiPrecision().scale();
    }
}
