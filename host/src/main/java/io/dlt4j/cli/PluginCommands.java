package io.dlt4j.cli;

import io.dlt4j.api.error.DltException;
import io.dlt4j.config.RunContext;
import io.dlt4j.plugin.PluginCatalog;
import io.dlt4j.plugin.PluginDiagnosis;
import io.dlt4j.plugin.PluginDiagnosis.Finding;
import io.dlt4j.plugin.PluginError;
import io.dlt4j.plugin.PluginInfo;
import io.dlt4j.plugin.PluginInstallation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The commands that look at plugins. */
final class PluginCommands {

    private final Invocation call;
    private final Output output;

    PluginCommands(Invocation call) {
        this.call = call;
        this.output = call.output();
    }

    void list() {
        try (PluginCatalog catalog = open()) {
            List<PluginInfo> plugins = catalog.plugins();
            if (output.isJson()) {
                output.document().startArray("plugins");
                plugins.forEach(plugin -> output.document().value(fields(plugin)));
                output.document().endArray();
                return;
            }
            if (plugins.isEmpty()) {
                output.line("No plugins. Looked in: " + catalog.searched() + ".");
            }
            table(plugins);
        }
    }

    private void table(List<PluginInfo> plugins) {
        List<List<String>> rows = new ArrayList<>();
        for (PluginInfo plugin : plugins) {
            rows.add(List.of(
                    plugin.id(),
                    plugin.version().orElse("-"),
                    plugin.api().map(api -> "API " + api).orElse("-"),
                    brings(plugin)));
        }
        int[] widths = new int[4];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        for (int i = 0; i < rows.size(); i++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String cell = rows.get(i).get(column);
                line.append(cell).append(" ".repeat(widths[column] - cell.length() + 2));
            }
            PluginInfo plugin = plugins.get(i);
            output.line(line
                    + plugin.problem().map(reason -> "unavailable: " + reason).orElse(plugin.location()));
        }
    }

    private static String brings(PluginInfo plugin) {
        List<String> brought = new ArrayList<>();
        plugin.destinations().forEach(type -> brought.add("destination " + type));
        plugin.formats().forEach(format -> brought.add("format " + format));
        plugin.storages().forEach(scheme -> brought.add("storage " + scheme + "://"));
        return brought.isEmpty() ? "-" : String.join(", ", brought);
    }

    private static Map<String, @Nullable Object> fields(PluginInfo plugin) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", plugin.id());
        fields.put("version", plugin.version());
        fields.put("api", plugin.api());
        fields.put("destinations", plugin.destinations());
        fields.put("formats", plugin.formats());
        fields.put("storages", plugin.storages());
        fields.put("location", plugin.location());
        fields.put("problem", plugin.problem());
        return fields;
    }

    /** Examines all plugins; fails if one cannot be used, so that a script sees it. */
    void doctor() {
        try (PluginCatalog catalog = open()) {
            List<PluginDiagnosis> all = catalog.diagnose();
            if (output.isJson()) {
                output.document().field("searched", catalog.searched()).startArray("plugins");
                all.forEach(diagnosis -> output.document().value(fields(diagnosis)));
                output.document().endArray();
            } else {
                output.line("Looked in: " + catalog.searched() + ".");
                all.forEach(this::print);
            }
            List<String> unusable = all.stream()
                    .filter(diagnosis -> !diagnosis.isUsable())
                    .map(diagnosis -> diagnosis.plugin().id())
                    .toList();
            if (!unusable.isEmpty()) {
                throw new DltException(
                        PluginError.PLUGIN_UNUSABLE,
                        unusable.size() + " of " + all.size() + " plugins cannot be used: "
                                + String.join(", ", unusable) + ".",
                        "Do what is said for each above; the others are not affected.");
            }
        }
    }

    private void print(PluginDiagnosis diagnosis) {
        PluginInfo plugin = diagnosis.plugin();
        output.line("");
        output.line((diagnosis.isUsable() ? "ok      " : "broken  ")
                + plugin.id()
                + plugin.version().map(version -> " " + version).orElse("")
                + ", "
                + plugin.api().map(api -> "API " + api + ", ").orElse("")
                + brings(plugin));
        output.line("        " + plugin.location());
        for (Finding finding : diagnosis.findings()) {
            output.line("        " + finding.code() + (finding.fatal() ? "" : " (warning)") + ": " + finding.reason()
                    + ". " + finding.nextStep());
            causes(finding).forEach(cause -> output.line("          caused by " + cause));
        }
    }

    private static List<String> causes(Finding finding) {
        List<String> causes = new ArrayList<>();
        Optional<Throwable> cause = finding.cause();
        while (cause.isPresent() && causes.size() < 5) {
            causes.add(String.valueOf(cause.get()).replace('\n', ' '));
            cause = Optional.ofNullable(cause.get().getCause());
        }
        return causes;
    }

    private static Map<String, @Nullable Object> fields(PluginDiagnosis diagnosis) {
        Map<String, @Nullable Object> fields = fields(diagnosis.plugin());
        fields.put("usable", diagnosis.isUsable());
        List<Map<String, @Nullable Object>> findings = new ArrayList<>();
        for (Finding finding : diagnosis.findings()) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("code", finding.code());
            one.put("fatal", finding.fatal());
            one.put("reason", finding.reason());
            one.put("next_step", finding.nextStep());
            one.put("causes", causes(finding));
            findings.add(one);
        }
        fields.put("findings", findings);
        return fields;
    }

    /** Compares installed plugins with what was noted of them; fails if one has changed. */
    void verify() {
        List<PluginInstallation.Verified> all = new ArrayList<>();
        try (PluginCatalog catalog = open()) {
            catalog.directories().forEach(directory -> all.addAll(new PluginInstallation(directory).verify()));
        }
        if (output.isJson()) {
            output.document().startArray("plugins");
            for (PluginInstallation.Verified plugin : all) {
                Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                fields.put("id", plugin.id());
                fields.put("coordinates", plugin.coordinates());
                fields.put("problems", plugin.problems());
                output.document().value(fields);
            }
            output.document().endArray();
        } else if (all.isEmpty()) {
            output.line("Nothing was installed with 'dlt4j plugins install'.");
        } else {
            all.forEach(
                    plugin -> output.line((plugin.problems().isEmpty() ? "ok       " : "changed  ") + plugin.id() + "  "
                            + plugin.coordinates()
                            + plugin.problems().stream()
                                    .map(problem -> "\n         " + problem)
                                    .reduce("", String::concat)));
        }
        PluginInstallation.requireUnchanged(all);
    }

    private PluginCatalog open() {
        RunContext context = RunContext.of(call.around().environment(), call.projectDir());
        return PluginCatalog.of(
                context,
                call.around().environment(),
                call.arguments().find(Option.PLUGINS_DIR).map(call::path));
    }
}
