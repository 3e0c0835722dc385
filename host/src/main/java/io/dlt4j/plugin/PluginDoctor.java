package io.dlt4j.plugin;

import io.dlt4j.api.DestinationFactory;
import io.dlt4j.api.DestinationPlugin;
import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.error.DltException;
import io.dlt4j.config.CapabilityOverrides;
import io.dlt4j.config.CapabilitySheet;
import io.dlt4j.plugin.PluginDiagnosis.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Examines plugins: loads what can be loaded without drivers, and compares what a plugin says of itself in several places. */
final class PluginDoctor {

    private static final String REPORT = "Report this to the author of the plugin.";

    private final PluginIndex index;

    PluginDoctor(PluginIndex index) {
        this.index = index;
    }

    List<PluginDiagnosis> examine() {
        return index.all().stream().map(this::examine).toList();
    }

    private PluginDiagnosis examine(Plugin plugin) {
        List<Finding> findings = new ArrayList<>();
        Optional<PluginProblem> problem = index.problem(plugin);
        problem.map(Finding::fatal).ifPresent(findings::add);
        if (plugin.problem().isEmpty()) {
            plugin.destinations().forEach(type -> findings.addAll(examineDestination(plugin, type)));
            plugin.formats().forEach(format -> findings.addAll(provided(plugin, () -> plugin.format(format))));
            plugin.storages().forEach(scheme -> findings.addAll(provided(plugin, () -> plugin.storage(scheme))));
            if (plugin instanceof InstalledPlugin installed) {
                findings.addAll(PluginFolder.examine(installed));
            }
        }
        findings.sort((one, other) -> Boolean.compare(other.fatal(), one.fatal()));
        return new PluginDiagnosis(index.describe(plugin), findings);
    }

    private static List<Finding> examineDestination(Plugin plugin, String type) {
        List<Finding> findings = new ArrayList<>();
        try {
            DestinationFactory factory = plugin.factory(type);
            plugin.invoker().call(factory::configSpec);
            Capabilities told = plugin.invoker().call(factory::capabilities);
            sheet(plugin, type, told).ifPresent(findings::add);
            annotation(plugin, factory).ifPresent(findings::add);
        } catch (DltException e) {
            findings.add(Finding.fatal(problem(plugin, e)));
        } catch (RuntimeException e) {
            findings.add(Finding.fatal(PluginProblem.of(e, plugin.libraries())));
        }
        return findings;
    }

    /** Loads a provider. */
    private static List<Finding> provided(Plugin plugin, Runnable loading) {
        try {
            loading.run();
            return List.of();
        } catch (DltException e) {
            return List.of(Finding.fatal(problem(plugin, e)));
        }
    }

    /** The message names the plugin, which is told already. */
    private static PluginProblem problem(Plugin plugin, DltException failure) {
        String prefix = "Plugin '" + plugin.id() + "' in " + plugin.location() + " cannot be used: ";
        String message = String.valueOf(failure.getMessage());
        String reason = message.startsWith(prefix) && message.endsWith(".")
                ? message.substring(prefix.length(), message.length() - 1)
                : message;
        PluginError code = failure.code() instanceof PluginError known ? known : PluginError.PLUGIN_BROKEN;
        return new PluginProblem(code, reason, failure.nextStep(), failure.getCause());
    }

    private static Optional<Finding> sheet(Plugin plugin, String type, Capabilities told) {
        String name = CapabilitySheet.resourceName(type);
        try {
            Optional<byte[]> sheet = plugin.capabilitySheet(type);
            if (sheet.isEmpty()) {
                boolean loses = plugin instanceof InstalledPlugin;
                return Optional.of(new Finding(
                        PluginError.PLUGIN_INVALID,
                        "it has no capability sheet " + name + ", which extract and normalize read instead of its code",
                        REPORT,
                        loses,
                        Optional.empty()));
            }
            Capabilities written = CapabilitySheet.parse(sheet.get(), type, name);
            return difference(CapabilityOverrides.values(written), CapabilityOverrides.values(told))
                    .map(keys -> Finding.warning(
                            PluginError.PLUGIN_INVALID,
                            "its capability sheet and its factory disagree about " + keys,
                            REPORT));
        } catch (IOException e) {
            return Optional.of(Finding.fatal(PluginProblem.invalid("its capability sheet cannot be read: " + e, e)));
        }
    }

    private static Optional<String> difference(Map<String, Object> written, Map<String, Object> told) {
        TreeSet<String> keys = new TreeSet<>(written.keySet());
        keys.addAll(told.keySet());
        keys.removeIf(key -> java.util.Objects.equals(String.valueOf(written.get(key)), String.valueOf(told.get(key))));
        return keys.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", keys));
    }

    private static Optional<Finding> annotation(Plugin plugin, DestinationFactory factory) {
        DestinationPlugin mark = factory.getClass().getAnnotation(DestinationPlugin.class);
        if (mark == null) {
            return Optional.of(Finding.warning(
                    PluginError.PLUGIN_INVALID,
                    factory.getClass().getName()
                            + " is not annotated with @DestinationPlugin, so that it is not found on" + " a class path",
                    REPORT));
        }
        String api = plugin.api().orElse(mark.api());
        if (!mark.id().equals(plugin.id()) || !mark.api().equals(api)) {
            return Optional.of(Finding.warning(
                    PluginError.PLUGIN_INVALID,
                    "its descriptor says id " + plugin.id() + " and API " + api + ", its class was compiled with id "
                            + mark.id() + " and API " + mark.api(),
                    REPORT));
        }
        return Optional.empty();
    }
}
