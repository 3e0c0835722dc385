package io.dlt4j.api;

import org.apiguardian.api.API;

/**
 * The version of this API, apart from the product's: {@code major.minor}.
 *
 * <p>A plugin runs on a host of the same major version whose minor version is not lower than the one it was compiled
 * against. {@link #CURRENT} is a compile-time constant: the compiler copies it into the plugin, so that
 * {@code @DestinationPlugin(api = ApiVersion.CURRENT)} records what the plugin was built with.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class ApiVersion implements Comparable<ApiVersion> {

    /** The version of the API jar that is compiled against. */
    public static final String CURRENT = "0.1";

    private final int major;
    private final int minor;

    private ApiVersion(int major, int minor) {
        this.major = major;
        this.minor = minor;
    }

    /**
     * Parses {@code major.minor}.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static ApiVersion parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 1) {
            throw new IllegalArgumentException("API version '" + text + "' is not major.minor");
        }
        try {
            return new ApiVersion(Integer.parseInt(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("API version '" + text + "' is not major.minor", e);
        }
    }

    /** Whether a host of this version runs a plugin that was compiled against {@code plugin}. */
    public boolean accepts(ApiVersion plugin) {
        return plugin.major == major && plugin.minor <= minor;
    }

    @Override
    public int compareTo(ApiVersion other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ApiVersion that && that.major == major && that.minor == minor;
    }

    @Override
    public int hashCode() {
        return 31 * major + minor;
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
