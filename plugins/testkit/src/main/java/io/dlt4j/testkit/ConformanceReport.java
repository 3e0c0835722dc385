package io.dlt4j.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.dlt4j.Product;
import io.dlt4j.api.ApiVersion;
import io.dlt4j.config.CapabilityOverrides;
import io.dlt4j.plugin.PluginCatalog;
import io.dlt4j.plugin.PluginInfo;
import io.dlt4j.testkit.ContractResult.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apiguardian.api.API;

/** What became of the contracts of a destination, for people and for programs. Immutable. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ConformanceReport {

    private final String type;
    private final Map<String, Object> about;
    private final Map<String, Object> capabilities;
    private final List<ContractResult> results;

    private ConformanceReport(
            String type, Map<String, Object> about, Map<String, Object> capabilities, List<ContractResult> results) {
        this.type = type;
        this.about = about;
        this.capabilities = capabilities;
        this.results = List.copyOf(results);
    }

    static ConformanceReport of(TestedDestination tested, List<ContractResult> results) {
        ClassLoader hidden = new HiddenPlugins(ConformanceReport.class.getClassLoader(), tested.type());
        try (PluginCatalog catalog = PluginCatalog.of(List.of(tested.pluginDirectory()), hidden)) {
            Optional<PluginInfo> plugin = catalog.plugins().stream()
                    .filter(info -> info.destinations().contains(tested.type()))
                    .findFirst();
            Map<String, Object> about = new LinkedHashMap<>();
            about.put("destination", tested.type());
            about.put("plugin_version", plugin.flatMap(PluginInfo::version).orElse("unknown"));
            about.put("plugin_api", plugin.flatMap(PluginInfo::api).orElse("unknown"));
            about.put("host_version", Product.VERSION);
            about.put("host_api", ApiVersion.CURRENT);
            about.put("java", System.getProperty("java.version"));
            Map<String, Object> capabilities = plugin.filter(
                            info -> info.problem().isEmpty())
                    .flatMap(info -> catalog.capabilities(tested.type()))
                    .map(CapabilityOverrides::values)
                    .orElse(Map.of());
            return new ConformanceReport(tested.type(), about, new TreeMap<>(capabilities), results);
        }
    }

    /** The results, in the order in which the contracts ran. */
    public List<ContractResult> results() {
        return results;
    }

    /** Those that failed. */
    public List<ContractResult> failures() {
        return results.stream()
                .filter(result -> result.outcome() == Outcome.FAILED)
                .toList();
    }

    /** Whether none failed. */
    public boolean isConforming() {
        return failures().isEmpty();
    }

    /** One JSON document. */
    public String json() {
        Map<String, Object> document = new LinkedHashMap<>(about);
        document.put("conforming", isConforming());
        List<Map<String, Object>> contracts = new ArrayList<>();
        for (ContractResult result : results) {
            Map<String, Object> contract = new LinkedHashMap<>();
            contract.put("area", result.area().text());
            contract.put("name", result.name());
            contract.put("outcome", result.outcome().name().toLowerCase(java.util.Locale.ROOT));
            contract.put("clause", result.clause());
            contract.put("detail", result.detail());
            contract.put("millis", result.millis());
            contracts.add(contract);
        }
        document.put("contracts", contracts);
        document.put("capabilities", new TreeMap<>(plain(capabilities)));
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(document) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of texts and numbers are JSON", e);
        }
    }

    private static Map<String, Object> plain(Map<String, Object> values) {
        Map<String, Object> plain = new TreeMap<>();
        values.forEach((key, value) -> plain.put(
                key,
                value instanceof Number || value instanceof Boolean || value instanceof List<?>
                        ? value
                        : String.valueOf(value)));
        return plain;
    }

    /** A page of Markdown. */
    public String markdown() {
        StringBuilder page = new StringBuilder("# Conformance of `" + type + "`\n\n");
        page.append(isConforming() ? "All contracts hold.\n\n" : failures().size() + " contracts are broken.\n\n");
        page.append("| | |\n|---|---|\n");
        about.forEach((key, value) -> page.append("| ")
                .append(key.replace('_', ' '))
                .append(" | `")
                .append(value)
                .append("` |\n"));
        Area area = null;
        for (ContractResult result : results) {
            if (result.area() != area) {
                area = result.area();
                page.append("\n## ").append(area.text()).append("\n\n| contract | | clause |\n|---|---|---|\n");
            }
            page.append("| ")
                    .append(result.name())
                    .append(" | ")
                    .append(result.outcome()
                            .name()
                            .toLowerCase(java.util.Locale.ROOT)
                            .replace('_', ' '))
                    .append(" | ")
                    .append(result.clause().replace("|", "\\|"))
                    .append(
                            result.detail().isEmpty()
                                    ? ""
                                    : "<br>"
                                            + result.detail()
                                                    .replace("|", "\\|")
                                                    .replace("\n", "<br>"))
                    .append(" |\n");
        }
        return page.toString();
    }

    /**
     * Writes {@code <type>.json} and {@code <type>.md} into a directory, which is made if it is not there.
     *
     * @return the Markdown file
     */
    public Path writeTo(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(type + ".json"), json());
        return Files.writeString(directory.resolve(type + ".md"), markdown());
    }
}
