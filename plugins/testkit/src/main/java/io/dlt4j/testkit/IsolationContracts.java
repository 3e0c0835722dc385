package io.dlt4j.testkit;

import static io.dlt4j.testkit.Area.ISOLATION;

import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.zip.ZipFile;

/** The plugin lives in a class loader of its own, and leaves nothing behind. */
final class IsolationContracts {

    static final List<Contract> ALL = List.of(
            new Contract(
                    ISOLATION,
                    "leavesNothingBehind",
                    "DestinationClient.close: releases everything. Without native.access the classes of the plugin go when it"
                            + " is closed; with it, the JVM has one copy of them",
                    IsolationContracts::leavesNothingBehind),
            new Contract(
                    ISOLATION,
                    "threadsEnd",
                    "DestinationContext.threadFactory, DestinationClient.close: no thread of the client outlives it",
                    IsolationContracts::threadsEnd),
            new Contract(
                    ISOLATION,
                    "needsNoContextClassLoader",
                    "DestinationContext: the plugin works whatever class loader the calling thread has",
                    IsolationContracts::needsNoContextClassLoader));

    private IsolationContracts() {}

    private static boolean isNative(Bench bench) throws IOException {
        Properties descriptor = new Properties();
        try (ZipFile jar = new ZipFile(bench.tested().jar().toFile());
                InputStream stream = jar.getInputStream(jar.getEntry("META-INF/dlt4j/plugin.properties"));
                Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            descriptor.load(reader);
        }
        return Boolean.parseBoolean(
                descriptor.getProperty("native.access", "false").strip());
    }

    private static ClassLoader load(Bench bench) {
        try (Pipeline pipeline = bench.pipeline("passing")) {
            pipeline.run(Resource.of("items", List.of(Map.of("id", 1))));
        }
        return loader(bench);
    }

    private static ClassLoader loader(Bench bench) {
        return bench.catalog()
                .threadFactory(bench.tested().type())
                .newThread(() -> {})
                .getContextClassLoader();
    }

    private static void leavesNothingBehind(Bench bench) throws Exception {
        if (isNative(bench)) {
            ClassLoader first = load(bench);
            bench.catalog().close();
            Expect.isTrue(loader(bench) == first, "A plugin with native.access was loaded a second time");
            return;
        }
        HostProcess process = bench.process().withTestkit();
        UnloadProgram.OPTIONS.forEach(process::option);
        HostProcess.Ended ended = process.runMain(
                UnloadProgram.class,
                bench.tested().pluginDirectory().toString(),
                bench.tested().type(),
                bench.scratch().toString(),
                bench.dataset());
        Expect.isTrue(
                ended.code() != UnloadProgram.HELD,
                "The plugin's class loader is still in memory after it was closed: a thread, a thread-local value, a static"
                        + " cache of the JDK, a driver or a shutdown hook holds it");
        Expect.equal(ended.code(), UnloadProgram.GONE, "The exit code of a load, which says " + ended.output());
    }

    private static void threadsEnd(Bench bench) throws Exception {
        ClassLoader loader = load(bench);
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getContextClassLoader() == loader && thread.getName().startsWith("dlt4j-")) {
                thread.join(5_000);
                Expect.isTrue(!thread.isAlive(), "Thread '" + thread.getName() + "' outlives its client");
            }
        }
        List<String> lasting = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getContextClassLoader() == loader && !thread.isDaemon())
                .map(Thread::getName)
                .toList();
        Expect.none(lasting, "Threads that keep the JVM from ending");
    }

    private static void needsNoContextClassLoader(Bench bench) throws Exception {
        Thread[] runner = new Thread[1];
        Throwable[] failure = new Throwable[1];
        runner[0] = new Thread(() -> {
            try {
                bench.load("foreign", Resource.of("items", List.of(Map.of("id", 1))));
            } catch (RuntimeException | Error e) {
                failure[0] = e;
            }
        });
        runner[0].setContextClassLoader(null);
        runner[0].start();
        runner[0].join();
        if (failure[0] != null) {
            throw new AssertionError("On a thread without a context class loader: " + failure[0], failure[0]);
        }
        bench.expectValues("items", List.of("1"), "id");
    }
}
