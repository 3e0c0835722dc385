package io.dlt4j.destination.filesystem;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.error.DltException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the datasets of a destination are: dlt's rules for {@code bucket_url}. Immutable.
 *
 * @param url without a slash at the end
 * @param path the folder, if it is one of this machine
 */
record BucketUrl(String url, Optional<Path> path) {

    static final String FILE = "file";

    private static final String AUTHORITY = "://";
    private static final String IN_PIPELINE = ":pipeline:";
    private static final String NEXT_STEP =
            "Set bucket_url to a path, such as data or /data, or to a URL such as file:///data, s3://bucket/folder,"
                    + " gs://bucket/folder or az://container/folder.";

    BucketUrl {
        requireNonNull(url, "url is null");
        requireNonNull(path, "path is null");
    }

    /** What {@code configured} means; nothing is touched. */
    static BucketUrl of(DestinationContext context, String configured) {
        if (configured.equals(IN_PIPELINE)) {
            return ofPath(inPipeline(context));
        }
        String scheme = scheme(configured);
        if (scheme.isEmpty()) {
            return ofPath(localPath(context, configured, configured));
        }
        return scheme.equals(FILE) ? ofFileUrl(context, configured) : ofBucket(scheme, configured);
    }

    /** The URL as users see it. */
    String text() {
        return withoutPassword(url);
    }

    /** Secret keys have slashes in them, and whatever else: a password goes on to the last at sign. */
    private static String withoutPassword(String url) {
        return url.replaceFirst("//([^/:@]*):.*@", "//$1:****@");
    }

    private static BucketUrl ofBucket(String scheme, String url) {
        String rest = url.substring(scheme.length() + AUTHORITY.length());
        if (rest.isEmpty() || rest.startsWith("/")) {
            throw unusable(url, "names no bucket");
        }
        if (!withoutPassword(url).equals(url)) {
            throw unusable(url, "has a password in it, which belongs into the destination's credentials");
        }
        for (String segment : rest.split("/")) {
            if (segment.equals("..") || segment.equals(".")) {
                throw unusable(url, "has a part '" + segment + "', which means nothing in a bucket");
            }
        }
        String bare = rest.replaceAll("/+$", "");
        return new BucketUrl(scheme + AUTHORITY + bare, Optional.empty());
    }

    private static BucketUrl ofFileUrl(DestinationContext context, String url) {
        String rest = url.substring(FILE.length() + 1);
        if (rest.startsWith("//")) {
            int slash = rest.indexOf('/', 2);
            String host = slash < 0 ? rest.substring(2) : rest.substring(2, slash);
            host = host.substring(host.lastIndexOf('@') + 1);
            if (!host.isEmpty() && !host.equals("localhost")) {
                throw unusable(url, "names a host '" + host + "' where only this machine is possible");
            }
            rest = slash < 0 ? "" : rest.substring(slash);
        }
        String path = decode(url, rest);
        return ofPath(localPath(context, url, path));
    }

    private static String decode(String url, String path) {
        try {
            // a plus is a plus in a path
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw unusable(url, "has a percent sign that no two hexadecimal digits follow");
        }
    }

    private static Path localPath(DestinationContext context, String configured, String path) {
        if (path.isBlank()) {
            throw unusable(configured, "has no path");
        }
        try {
            return context.localDir().resolve(path).normalize();
        } catch (InvalidPathException e) {
            throw unusable(configured, "is not a path that this system allows");
        }
    }

    private static Path inPipeline(DestinationContext context) {
        if (context.pipelineName().isEmpty()) {
            throw unusable(IN_PIPELINE, "is in a pipeline's working directory, and there is no pipeline");
        }
        String name = context.isNamed()
                ? context.destinationName()
                : context.pipelineName().get();
        return context.workDir().resolve(name).normalize();
    }

    private static BucketUrl ofPath(Path path) {
        return new BucketUrl(text(path), Optional.of(path));
    }

    /** A folder of this machine as a URL. */
    static String text(Path path) {
        URI uri = path.toUri();
        String raw = uri.getRawPath();
        String bare = raw.length() > 1 && raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
        return "file://" + bare;
    }

    /** The scheme in lower case, or an empty text for a path; a single letter is a drive. */
    static String scheme(String text) {
        int colon = text.indexOf(':');
        if (colon < 2 || !text.substring(0, colon).chars().allMatch(BucketUrl::isOfScheme)) {
            return "";
        }
        String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
        return scheme.equals(FILE) || text.startsWith(AUTHORITY, colon) ? scheme : "";
    }

    private static boolean isOfScheme(int character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9'
                || character == '+'
                || character == '-'
                || character == '.';
    }

    private static DltException unusable(String configured, String why) {
        return new DltException(
                FilesystemError.FILESYSTEM_LOCATION,
                "The bucket_url '" + withoutPassword(configured) + "' " + why + ".",
                NEXT_STEP);
    }
}
