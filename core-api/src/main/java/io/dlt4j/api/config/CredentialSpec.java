package io.dlt4j.api.config;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ConfigSpec} for credentials, which may also be given as one text in a <em>native form</em>: a connection
 * string, a path, the text of a key file. What the text leaves open is looked up field by field.
 *
 * <p>Immutable if its hooks are; the {@code with…} methods return copies. The hooks may be called by several threads, and
 * name no driver class unless it is loaded inside their body: declaring credentials must work without drivers.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CredentialSpec {

    /** The section of credentials that are not a field of another specification. */
    public static final String SECTION = "credentials";

    /** Splits a native text into fields. Pure: no files, no network, no driver classes. */
    @FunctionalInterface
    public interface NativeForm {
        /**
         * @param text the native text as a provider returned it
         * @return field name to raw value, for the fields that the text names; others are ignored
         * @throws IllegalArgumentException if the text has not this form; the message must not repeat the text, which
         *     may be a secret
         */
        Map<String, ?> parse(String text);
    }

    /** Finds the fields in a native text that is a JSON object, such as a key file. Pure. */
    @FunctionalInterface
    public interface JsonForm {
        /**
         * @param document the object: texts, numbers, booleans, lists, maps and {@code null}
         * @return as {@link NativeForm#parse}
         * @throws IllegalArgumentException as {@link NativeForm#parse}
         */
        Map<String, ?> fields(Map<String, ?> document);
    }

    /** Makes up for missing fields: derives them, or finds out that the machine has an identity of its own. */
    @FunctionalInterface
    public interface Completion {
        /**
         * Called only when required fields have no value.
         *
         * @param partial the values that are there
         * @return raw values of further fields; the credentials are complete then, even if required fields are still
         *     missing. Empty if nothing can be done: the missing fields are reported
         */
        Optional<Map<String, ?>> complete(ConfigValues partial);
    }

    /** Checks and normalises complete credentials. */
    @FunctionalInterface
    public interface Finish {
        /**
         * @return raw values of the fields to change, usually none
         * @throws IllegalArgumentException if the values do not fit together; the message must not contain secrets
         */
        Map<String, ?> finish(ConfigValues complete);
    }

    private final ConfigSpec fields;
    private final @Nullable NativeForm nativeForm;
    private final @Nullable JsonForm jsonForm;
    private final Completion completion;
    private final Finish finish;
    private final Function<ConfigValues, String> display;

    private CredentialSpec(
            ConfigSpec fields,
            @Nullable NativeForm nativeForm,
            @Nullable JsonForm jsonForm,
            Completion completion,
            Finish finish,
            Function<ConfigValues, String> display) {
        this.fields = requireNonNull(fields, "fields is null");
        this.nativeForm = nativeForm;
        this.jsonForm = jsonForm;
        this.completion = requireNonNull(completion, "completion is null");
        this.finish = requireNonNull(finish, "finish is null");
        this.display = requireNonNull(display, "display is null");
    }

    /** Credentials that are given field by field only; a text in their place is ignored, as in the reference. */
    public static CredentialSpec of(ConfigSpec fields) {
        return new CredentialSpec(fields, null, null, partial -> Optional.empty(), complete -> Map.of(), v -> "***");
    }

    /** Credentials with these fields and this native form. */
    public static CredentialSpec of(ConfigSpec fields, NativeForm nativeForm) {
        CredentialSpec spec = of(fields);
        return new CredentialSpec(
                fields,
                requireNonNull(nativeForm, "nativeForm is null"),
                null,
                spec.completion,
                spec.finish,
                spec.display);
    }

    /** Credentials with these fields whose native form is a JSON object. */
    public static CredentialSpec ofJson(ConfigSpec fields, JsonForm jsonForm) {
        CredentialSpec spec = of(fields);
        return new CredentialSpec(
                fields, null, requireNonNull(jsonForm, "jsonForm is null"), spec.completion, spec.finish, spec.display);
    }

    /** A copy that asks {@code hook} when required fields are missing. */
    public CredentialSpec withCompletion(Completion hook) {
        return new CredentialSpec(fields, nativeForm, jsonForm, hook, finish, display);
    }

    /** A copy that has complete values checked by {@code hook}. */
    public CredentialSpec withFinish(Finish hook) {
        return new CredentialSpec(fields, nativeForm, jsonForm, completion, hook, display);
    }

    /** A copy with a text form for people; it shows no secret. */
    public CredentialSpec withDisplay(Function<ConfigValues, String> text) {
        return new CredentialSpec(fields, nativeForm, jsonForm, completion, finish, text);
    }

    /** The single fields. */
    public ConfigSpec fields() {
        return fields;
    }

    /** Parses the native form, if there is one and it is no JSON object. */
    public Optional<NativeForm> nativeForm() {
        return Optional.ofNullable(nativeForm);
    }

    /** Reads the native form, if it is a JSON object. */
    public Optional<JsonForm> jsonForm() {
        return Optional.ofNullable(jsonForm);
    }

    /** What is done about missing fields. */
    public Completion completion() {
        return completion;
    }

    /** What is done with complete values. */
    public Finish finish() {
        return finish;
    }

    /** Complete credentials as people may see them, {@code ***} if nothing else was said. */
    public String display(ConfigValues values) {
        return display.apply(values);
    }
}
