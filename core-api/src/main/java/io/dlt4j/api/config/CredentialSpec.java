package io.dlt4j.api.config;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.apiguardian.api.API;

/**
 * A {@link ConfigSpec} for credentials, which may also be given as one text in a <em>native form</em>: a connection
 * string, a path, the text of a key file.
 *
 * <p>Immutable if its {@link NativeForm} is.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CredentialSpec {

    /** Splits a native text into fields. Pure: no files, no network, no driver classes. */
    @FunctionalInterface
    public interface NativeForm {
        /**
         * @param text the native text as a provider returned it
         * @return field name to raw value, for the fields that the text names
         * @throws IllegalArgumentException if the text has not this form; the message must not repeat the text, which
         *     may be a secret
         */
        Map<String, String> parse(String text);
    }

    private final ConfigSpec fields;
    private final NativeForm nativeForm;

    private CredentialSpec(ConfigSpec fields, NativeForm nativeForm) {
        this.fields = requireNonNull(fields, "fields is null");
        this.nativeForm = requireNonNull(nativeForm, "nativeForm is null");
    }

    /** Credentials with these fields and this native form. */
    public static CredentialSpec of(ConfigSpec fields, NativeForm nativeForm) {
        return new CredentialSpec(fields, nativeForm);
    }

    /** The single fields. */
    public ConfigSpec fields() {
        return fields;
    }

    /** Parses the native form. */
    public NativeForm nativeForm() {
        return nativeForm;
    }
}
