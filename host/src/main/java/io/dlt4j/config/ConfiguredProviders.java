package io.dlt4j.config;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.ConfigValues;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/**
 * The providers that the section {@code providers} of the configuration turns on.
 *
 * @param config what the providers that are always there say
 * @param runDir where relative directories start
 */
record ConfiguredProviders(Config config, Path runDir) implements Supplier<List<ConfigProvider>> {

    private static final String SECTION = "providers";
    private static final ConfigField<Boolean> ENABLE_FILE_VAULT =
            ConfigField.bool("enable_file_vault").withDefault(false);
    private static final ConfigField<Boolean> ENABLE_GOOGLE_SECRETS =
            ConfigField.bool("enable_google_secrets").withDefault(false);
    private static final ConfigField<String> DIRECTORY = ConfigField.text("directory");
    private static final ConfigField<Boolean> ONLY_SECRETS =
            ConfigField.bool("only_secrets").withDefault(false);
    private static final ConfigField<Boolean> ONLY_TOML_FRAGMENTS =
            ConfigField.bool("only_toml_fragments").withDefault(false);
    private static final ConfigField<Boolean> LIST_SECRETS =
            ConfigField.bool("list_secrets").withDefault(false);
    private static final ConfigSpec FILE_VAULT = ConfigSpec.of(
            "FileVaultConfiguration", List.of(DIRECTORY, ONLY_SECRETS, ONLY_TOML_FRAGMENTS, LIST_SECRETS));

    @Override
    public List<ConfigProvider> get() {
        if (config.find(ENABLE_GOOGLE_SECRETS, SECTION).orElse(false)) {
            LoggerFactory.getLogger(ConfiguredProviders.class)
                    .warn("providers.enable_google_secrets is set, but there is no Google Secrets provider here;"
                            + " put these values into the environment, a file vault or secrets.toml");
        }
        if (!config.find(ENABLE_FILE_VAULT, SECTION).orElse(false)) {
            return List.of();
        }
        ConfigValues values = config.resolve(FILE_VAULT, List.of(SECTION, "file_vault"), Map.of());
        return List.of(VaultProvider.of(
                FileVault.of(runDir.resolve(values.require(DIRECTORY))),
                new VaultProvider.Options(
                        values.require(ONLY_SECRETS),
                        values.require(ONLY_TOML_FRAGMENTS),
                        values.require(LIST_SECRETS))));
    }
}
