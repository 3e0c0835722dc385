package io.dlt4j.cli;

import static java.util.Objects.requireNonNull;

import io.dlt4j.config.RunContext;
import io.dlt4j.plugin.PluginCatalog;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a tool was called with, and where it says what it did. */
public final class ToolCall {

    private final Invocation call;
    private final Path home;

    ToolCall(Invocation call, Path home) {
        this.call = requireNonNull(call, "call is null");
        this.home = requireNonNull(home, "home is null");
    }

    /** The distribution that runs: {@code lib} and {@code plugins} are in it. */
    public Path home() {
        return home;
    }

    /** What follows the words of the command. */
    public List<String> operands() {
        return call.arguments().operands();
    }

    /**
     * The value of an option.
     *
     * @param name with the dashes, one of those that the command takes
     */
    public Optional<String> option(String name) {
        return call.arguments().options().keySet().stream()
                .filter(option -> option.text().equals(name))
                .findFirst()
                .flatMap(call.arguments()::find);
    }

    /** The path that a text of the command line means. */
    public Path path(String text) {
        return call.path(text);
    }

    /** The variables of the process. */
    public Map<String, String> environment() {
        return call.around().environment();
    }

    /** The plugins of this process; close it. */
    public PluginCatalog plugins() {
        return PluginCatalog.of(
                RunContext.of(environment(), call.projectDir()),
                environment(),
                call.arguments().find(Option.PLUGINS_DIR).map(call::path));
    }

    /** The directory that {@code --plugins-dir} names, or the user's. */
    public Path pluginDirectory() {
        return call.arguments()
                .find(Option.PLUGINS_DIR)
                .map(call::path)
                .orElseGet(() -> PluginCatalog.userDirectory(RunContext.of(environment(), call.projectDir())));
    }

    /** Says a line of the result, unless that is wanted as JSON. */
    public void line(String text) {
        if (!call.output().isJson()) {
            call.output().line(text);
        }
    }

    /** Adds a field to the result, if that is wanted as JSON: a map, an iterable, a number, a boolean or a text. */
    public void field(String name, @Nullable Object value) {
        if (call.output().isJson()) {
            call.output().document().field(name, value);
        }
    }

    /** Tells whoever watches what is under way. */
    public void message(String text) {
        call.output().message(text);
    }
}
