package io.dlt4j.cli;

import io.dlt4j.Product;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.error.ErrorCategory;
import io.dlt4j.load.LoadError;
import io.dlt4j.pack.PackError;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The command {@code dlt4j}.
 *
 * <p>Results go to the standard output, everything else to the standard error stream. Exit codes: 0 done; 1 the run failed; 2
 * wrong usage or configuration; 130 and 143 stopped by SIGINT and SIGTERM; 141 the reader of the output has gone.
 */
public final class Main {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    private static final int READER_GONE = 141;

    private final Surroundings around;
    private @Nullable Invocation call;
    private volatile boolean interruptible;

    private Main(Surroundings around) {
        this.around = around;
    }

    /** Runs the command line and ends the process. */
    public static void main(String[] args) {
        Map<String, String> environment = System.getenv();
        OutputStream messages = new FileOutputStream(FileDescriptor.err);
        Terminal terminal = Terminal.ofProcess(environment, messages);
        PrintStream err = new PrintStream(
                terminal.status().<OutputStream>map(line -> line).orElse(messages), true, StandardCharsets.UTF_8);
        System.setErr(err);
        OutputStream results = new BufferedOutputStream(new StandardOutput(new FileOutputStream(FileDescriptor.out)));
        PrintStream out = new PrintStream(results, false, StandardCharsets.UTF_8);
        Main main = new Main(new Surroundings(out, err, System.in, environment, Path.of(""), terminal));
        Runtime.getRuntime().addShutdownHook(new Thread(main::sayStopped, "stopped"));
        int code = main.run(args);
        System.exit(code);
    }

    /**
     * Runs a command line in this process.
     *
     * @param cwd what relative paths are relative to
     * @return the exit code
     */
    static int run(String[] args, PrintStream out, PrintStream err, InputStream in, Map<String, String> env, Path cwd) {
        return new Main(new Surroundings(out, err, in, env, cwd, Terminal.NONE)).run(args);
    }

    private int run(String... args) {
        Output output = new Output(around.out(), around.err(), Arguments.wantJson(args));
        try {
            return start(output, args);
        } catch (StandardOutput.ReaderGone e) {
            return READER_GONE;
        } catch (DltException e) {
            return fail(output, e, e, args);
        } catch (Throwable e) {
            return fail(output, unforeseen(e), e, args);
        } finally {
            interruptible = false;
        }
    }

    private int start(Output output, String... args) {
        if (args.length == 0) {
            around.err().print(Help.of(java.util.List.of()));
            around.err().flush();
            return MISUSED;
        }
        if (args.length == 1 && args[0].equals("--version")) {
            return version(output);
        }
        Arguments arguments = Arguments.parse(args);
        if (arguments.has(Option.VERSION)) {
            return version(output);
        }
        if (arguments.has(Option.HELP)) {
            around.out().print(Help.of(arguments.commands()));
            around.out().flush();
            return DONE;
        }
        if (arguments.has(Option.DEBUG)) {
            System.setProperty("org.slf4j.simpleLogger.log.io.dlt4j", "debug");
        }
        interruptible = arguments.command().isStage();
        Invocation invocation = new Invocation(arguments, around, output);
        call = invocation;
        dispatch(invocation);
        output.finish();
        return DONE;
    }

    private static int version(Output output) {
        output.line("dlt4j " + Product.VERSION);
        output.finish();
        return DONE;
    }

    private static void dispatch(Invocation call) {
        switch (call.arguments().command()) {
            case RUN -> new StageCommands(call).run();
            case EXTRACT -> new StageCommands(call).extract();
            case NORMALIZE -> new StageCommands(call).normalize();
            case LOAD -> new StageCommands(call).load();
            case PIPELINE_LIST -> new PipelineCommands(call).list();
            case PIPELINE_INFO -> new PipelineCommands(call).info();
            case PIPELINE_TRACE -> new PipelineCommands(call).trace();
            case PIPELINE_SCHEMA -> new PipelineCommands(call).schema();
            case PIPELINE_LOAD_PACKAGE -> new PackageCommands(call).show();
            case PIPELINE_SHOW -> new ShowCommand(call).show();
            case PIPELINE_FAILED_JOBS -> new PackageCommands(call).failedJobs();
            case PIPELINE_RETRY_FAILED -> new PackageCommands(call).retryFailed();
            case PIPELINE_DROP_PENDING_PACKAGES -> new DropCommands(call).dropPendingPackages();
            case PIPELINE_SYNC -> new DropCommands(call).sync();
            case PIPELINE_DROP -> new DropCommands(call).drop();
            case DESTINATIONS_LIST -> new DestinationCommands(call).list();
            case DESTINATIONS_DESCRIBE -> new DestinationCommands(call).describe();
            case DESTINATIONS_CHECK -> new DestinationCommands(call).check();
            case PLUGINS_LIST -> new PluginCommands(call).list();
            case PLUGINS_DOCTOR -> new PluginCommands(call).doctor();
            case PLUGINS_INSTALL -> new ToolCommand(call, "install").run();
            case PLUGINS_VERIFY -> new PluginCommands(call).verify();
            case CONFIG_EXPLAIN -> new ConfigCommand(call).explain();
            case INIT -> new InitCommand(call).init();
            case IMAGE -> new ToolCommand(call, "image").run();
            case COMPLETION ->
                call.output()
                        .line(Completion.script(call.arguments().operands().get(0))
                                .stripTrailing());
        }
    }

    private int fail(Output output, DltException failure, Throwable thrown, String... args) {
        boolean debug = java.util.Arrays.asList(args).contains(Option.DEBUG.text());
        try {
            output.fail(failure, debug ? Optional.of(thrown) : Optional.empty());
        } catch (StandardOutput.ReaderGone | DltException e) {
            // The reason is told where messages go; there is no other way left to tell it.
            return exitCode(failure);
        }
        return exitCode(failure);
    }

    /** What is wrong with the call or the configuration shows before a step begins; later it is the run that failed. */
    private int exitCode(DltException failure) {
        Invocation invocation = call;
        boolean misused = failure.category() == ErrorCategory.USER
                && (invocation == null || !invocation.hasBegun())
                && !(failure.code() instanceof LoadError)
                && failure.code() != PackError.WORKDIR_LOCKED;
        return misused ? MISUSED : FAILED;
    }

    private static DltException unforeseen(Throwable thrown) {
        String nextStep = thrown instanceof OutOfMemoryError
                ? "Give it more memory, for example with DLT4J_JAVA_OPTS=-Xmx512m; nothing is lost, run the same command again."
                : "This is a defect: run it again with --debug, and report what it prints.";
        return new DltException(CliError.INTERNAL_ERROR, thrown.toString().replace('\n', ' ') + ".", nextStep, thrown);
    }

    /** Runs when the process is told to end. The working directory is safe at any moment: there is nothing to put away. */
    private void sayStopped() {
        if (interruptible) {
            around.terminal().status().ifPresent(StatusLine::clear);
            around.err().println("dlt4j: stopped; run the same command again to go on.");
        }
    }
}
