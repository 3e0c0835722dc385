package io.dlt4j.testkit;

import static io.dlt4j.testkit.Area.CONFIG;

import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.Secret;
import io.dlt4j.api.error.DltException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Configuration is found or missed by name, and secrets stay where they are. */
final class ConfigContracts {

    static final List<Contract> ALL = List.of(
            new Contract(
                    CONFIG,
                    "missingFieldsAreTold",
                    "DestinationFactory.configSpec(): declares what open() needs; without it, the host says which field is"
                            + " missing before a driver is loaded",
                    ConfigContracts::missingFieldsAreTold),
            new Contract(
                    CONFIG,
                    "fieldsAreNotShadowed",
                    "ConfigSpec: fields are looked up by their bare names last, so that one called like a variable that every"
                            + " process has (PATH, HOME, USER) would get its value",
                    ConfigContracts::fieldsAreNotShadowed),
            new Contract(
                    CONFIG,
                    "secretsAreNotTold",
                    "DestinationClient.location(), DltException: no secrets in locations, messages and logs",
                    ConfigContracts::secretsAreNotTold),
            new Contract(
                    CONFIG,
                    "refusedConfigurationTellsNoSecrets",
                    "DestinationFactory.open(): throws DltException if the configuration cannot work; the message and its"
                            + " causes hold no secret",
                    ConfigContracts::refusedConfigurationTellsNoSecrets));

    private static final Set<String> COMMON_VARIABLES =
            Set.of("PATH", "HOME", "USER", "SHELL", "LANG", "PWD", "TERM", "HOSTNAME", "TMPDIR", "EDITOR");

    private ConfigContracts() {}

    private static void missingFieldsAreTold(Bench bench) throws Exception {
        ConfigSpec spec = bench.catalog().configSpec(bench.tested().type());
        boolean needed = spec.fields().stream().anyMatch(ConfigContracts::isRequired);
        SettingsFile.write(bench.scratch(), bench.tested().type(), Map.of());
        if (!needed) {
            try (Pipeline pipeline = bench.pipeline("bare")) {
                pipeline.sync();
            } catch (DltException e) {
                boolean ofCredentials = spec.fields().stream()
                        .anyMatch(field -> field.kind() == ConfigField.Kind.CREDENTIALS && !field.isOptional());
                if (e.code().name().equals("CONFIG_FIELD_MISSING") && !ofCredentials) {
                    throw new AssertionError("All fields are optional or have defaults, yet " + e.render(), e);
                }
            }
            return;
        }
        Watch watch = new Watch(Watch.Disturbance.NONE);
        try (Pipeline pipeline = bench.pipeline("bare", watch)) {
            DltException told = Expect.refusal(pipeline::sync, "Opening without configuration");
            Expect.code(told, "CONFIG_FIELD_MISSING", "Opening without configuration");
        }
        Expect.none(watch.abilities(), "The client was opened without its configuration");
    }

    /** Credentials may be complete by themselves, such as those of the machine. */
    private static boolean isRequired(ConfigField<?> field) {
        return !field.isOptional()
                && field.defaultValue().isEmpty()
                && field.isLookedUp()
                && field.kind() != ConfigField.Kind.CREDENTIALS
                && field.kind() != ConfigField.Kind.NESTED;
    }

    private static void fieldsAreNotShadowed(Bench bench) {
        List<String> shadowed = bench.catalog().configSpec(bench.tested().type()).fields().stream()
                .map(ConfigField::name)
                .filter(name -> COMMON_VARIABLES.contains(name.toUpperCase(Locale.ROOT)))
                .toList();
        Expect.none(shadowed, "Fields that are called like a variable of the environment");
    }

    private static void secretsAreNotTold(Bench bench) throws Exception {
        List<String> secrets = secrets(bench.tested().settings(bench.scratch()));
        if (secrets.isEmpty()) {
            throw new Contract.NotApplicable("no setting of the destination is a Secret");
        }
        Files.writeString(bench.scratch().resolve("items.jsonl"), "{\"id\": 1}\n");
        HostProcess.Ended run = bench.process()
                .option("-Dorg.slf4j.simpleLogger.defaultLogLevel=debug")
                .run(
                        "run",
                        "items.jsonl",
                        "--destination",
                        bench.tested().type(),
                        "--dataset",
                        bench.dataset(),
                        "--debug");
        Expect.equal(run.code(), 0, "The exit code of a run");
        expectNone(secrets, run.output(), "the log of a run with --debug");
    }

    private static void refusedConfigurationTellsNoSecrets(Bench bench) throws Exception {
        Map<String, Object> wrong = bench.tested().wrongSettings(bench.scratch());
        if (wrong.isEmpty()) {
            throw new Contract.NotApplicable("no wrong settings are given: see TestedDestination.Builder.wrongSetting");
        }
        bench.useWrongSettings();
        List<String> secrets = new ArrayList<>(secrets(bench.tested().settings(bench.scratch())));
        secrets.addAll(secrets(wrong));
        try (Pipeline pipeline = bench.pipeline("refused")) {
            DltException told = Expect.refusal(
                    () -> pipeline.run(Resource.of("items", List.of(Map.of("id", 1)))),
                    "A run with the wrong settings " + wrong.keySet());
            StringWriter text = new StringWriter();
            told.printStackTrace(new PrintWriter(text));
            expectNone(secrets, text + told.render(), "the error");
            Expect.isTrue(!told.nextStep().isBlank(), "The error has no next step: " + told.render());
        }
    }

    private static List<String> secrets(Map<String, Object> settings) {
        return settings.values().stream()
                .filter(Secret.class::isInstance)
                .map(value -> ((Secret) value).reveal())
                .filter(text -> text.length() > 3)
                .toList();
    }

    private static void expectNone(List<String> secrets, String text, String where) {
        for (String secret : secrets) {
            int found = text.indexOf(secret);
            if (found >= 0) {
                String around = text.substring(Math.max(0, found - 80), found);
                throw new AssertionError("A secret of the settings is in " + where + ", after: " + around);
            }
        }
    }
}
