package io.dlt4j.plugin;

import io.dlt4j.api.format.FileFormatProvider;
import java.util.List;
import java.util.Optional;

/** A file format provider on the class path or module path; it has no mark, so it was instantiated to learn its format. */
final class ClassPathFormat implements Plugin {

    private final FileFormatProvider provider;
    private final String name;
    private final PluginInvoker invoker;

    ClassPathFormat(FileFormatProvider provider) {
        this.provider = provider;
        this.name = provider.format().name();
        this.invoker = new PluginInvoker(this, provider.getClass().getClassLoader());
    }

    @Override
    public String id() {
        return "format-" + name;
    }

    @Override
    public Optional<String> api() {
        return Optional.empty();
    }

    @Override
    public Optional<String> version() {
        return Optional.ofNullable(provider.getClass().getPackage().getImplementationVersion());
    }

    @Override
    public String location() {
        return ClassPathPlugins.location(provider.getClass());
    }

    @Override
    public Optional<PluginProblem> problem() {
        return Optional.empty();
    }

    @Override
    public PluginInvoker invoker() {
        return invoker;
    }

    @Override
    public List<String> formats() {
        return List.of(name);
    }

    @Override
    public FileFormatProvider format(String format) {
        return provider;
    }
}
