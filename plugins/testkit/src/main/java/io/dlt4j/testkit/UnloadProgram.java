package io.dlt4j.testkit;

import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.plugin.PluginCatalog;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A process that loads through a plugin, closes it, and looks whether its classes go. A process of its own, in which softly
 * reachable objects go at once: caches of libraries hold their classes by such references until memory runs out, which is no leak.
 */
final class UnloadProgram {

    static final int GONE = 0;
    static final int HELD = 3;
    static final List<String> OPTIONS = List.of("-XX:SoftRefLRUPolicyMSPerMB=0");

    private static final int ATTEMPTS = 50;

    private UnloadProgram() {}

    /** @param args the plugin directory, the type, the directory of the contract, the dataset */
    public static void main(String[] args) throws InterruptedException {
        ReferenceQueue<ClassLoader> gone = new ReferenceQueue<>();
        WeakReference<ClassLoader> loader = use(Path.of(args[0]), args[1], Path.of(args[2]), args[3], gone);
        Reference<? extends ClassLoader> collected = null;
        for (int i = 0; i < ATTEMPTS && collected == null; i++) {
            System.gc();
            collected = gone.remove(100);
        }
        System.exit(collected == loader ? GONE : HELD);
    }

    /** In a method of its own, so that no variable holds the loader. */
    private static WeakReference<ClassLoader> use(
            Path plugins, String type, Path scratch, String dataset, ReferenceQueue<ClassLoader> gone) {
        ClassLoader hidden = new HiddenPlugins(UnloadProgram.class.getClassLoader(), type);
        try (PluginCatalog catalog = PluginCatalog.of(List.of(plugins), hidden)) {
            try (Pipeline pipeline = Pipeline.named("passing")
                    .plugins(catalog)
                    .projectDir(scratch)
                    .pipelinesDir(scratch.resolve("pipelines"))
                    .destination(type)
                    .dataset(dataset)
                    .open()) {
                pipeline.run(Resource.of("items", List.of(Map.of("id", 1))));
            }
            Thread thread = catalog.threadFactory(type).newThread(() -> {});
            return new WeakReference<>(thread.getContextClassLoader(), gone);
        }
    }
}
