package io.dlt4j.testkit.memory;

import io.dlt4j.api.ApiVersion;
import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.DestinationFactory;
import io.dlt4j.api.DestinationPlugin;
import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.Secret;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.error.ErrorCategory;
import io.dlt4j.api.error.ErrorCode;
import io.dlt4j.api.load.DestinationClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The destination in memory with one defect: the one that the contract finds whose name is in {@code META-INF/defect} of its jar. */
@DestinationPlugin(id = Memory.TYPE, api = ApiVersion.CURRENT)
public final class DefectiveMemory implements DestinationFactory {

    static final ConfigField<Secret> TOKEN = ConfigField.secret("token").optional();

    private static final CountDownLatch BOTH = new CountDownLatch(2);

    private enum Defect implements ErrorCode {
        CONFIG_FIELD_MISSING,
        MEMORY_REFUSED,
        oops;

        @Override
        public ErrorCategory category() {
            return ErrorCategory.USER;
        }
    }

    static String defect() {
        try (InputStream stream = DefectiveMemory.class.getResourceAsStream("/META-INF/defect")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String type() {
        return Memory.TYPE;
    }

    @Override
    public Capabilities capabilities() {
        return new Memory().capabilities();
    }

    @Override
    public ConfigSpec configSpec() {
        List<ConfigField<?>> fields = new ArrayList<>(List.of(Memory.JOURNAL, TOKEN));
        if (defect().equals("config/fieldsAreNotShadowed")) {
            fields.add(ConfigField.text("path").optional());
        }
        return ConfigSpec.of("Memory", fields);
    }

    @Override
    public DestinationClient open(DestinationContext context) {
        refuse(context);
        return DefectiveClient.of(context, defect());
    }

    private static void refuse(DestinationContext context) {
        boolean wrong = Path.of(context.config().require(Memory.JOURNAL)).startsWith("/proc");
        switch (defect()) {
            case "config/missingFieldsAreTold" ->
                throw new DltException(Defect.CONFIG_FIELD_MISSING, "There is no colour.", "Choose one.");
            case "config/refusedConfigurationTellsNoSecrets" -> {
                if (wrong) {
                    String token =
                            context.config().find(TOKEN).map(Secret::reveal).orElse("none");
                    throw new DltException(Defect.MEMORY_REFUSED, "Refused the token " + token + ".", "Give another.");
                }
            }
            case "errors/errorsHaveACodeAndANextStep" -> {
                if (wrong) {
                    throw new DltException(Defect.oops, "no", "");
                }
            }
            case "isolation/leavesNothingBehind" -> forever(new Thread(DefectiveMemory::await));
            case "isolation/threadsEnd" -> forever(context.threadFactory().newThread(DefectiveMemory::await));
            case "concurrency/pipelinesShareADataset" -> requireAlone(context);
            default -> {}
        }
    }

    private static void forever(Thread thread) {
        thread.setDaemon(true);
        thread.start();
    }

    private static void await() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the other pipeline, and then says in its own way that it cannot be. */
    private static void requireAlone(DestinationContext context) {
        if (List.of("one", "two").contains(context.pipelineName().orElse(""))) {
            BOTH.countDown();
            try {
                if (BOTH.await(10, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("somebody else is here");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
