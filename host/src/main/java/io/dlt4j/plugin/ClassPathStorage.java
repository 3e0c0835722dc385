package io.dlt4j.plugin;

import io.dlt4j.api.storage.StorageProvider;
import java.util.List;
import java.util.Optional;

/** A storage provider on the class path or module path; it has no mark, so it was instantiated to learn its schemes. */
final class ClassPathStorage implements Plugin {

    private final StorageProvider provider;
    private final List<String> schemes;
    private final PluginInvoker invoker;

    ClassPathStorage(StorageProvider provider) {
        this.provider = provider;
        this.schemes = provider.schemes().stream().sorted().toList();
        this.invoker = new PluginInvoker(this, provider.getClass().getClassLoader());
    }

    @Override
    public String id() {
        return InstallHint.storageId(schemes.get(0));
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
    public List<String> storages() {
        return schemes;
    }

    @Override
    public StorageProvider storage(String scheme) {
        return provider;
    }
}
