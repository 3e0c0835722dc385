package io.dlt4j.destination.filesystem;

import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Microsoft's own emulator of Azure storage, which runs on Node. */
final class Azurite {

    static final String ACCOUNT = "devstoreaccount1";

    /** Published with the emulator. */
    static final String KEY =
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    static final String CONTAINER = "container";

    private static final String VERSION = "3.37.0";
    private static final long PATIENCE_SECONDS = 180;

    private final int port;

    private Azurite(int port) {
        this.port = port;
    }

    /** Where Node is, all of Azure's tests are. */
    static boolean isPossible() {
        try {
            return new ProcessBuilder("node", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static Azurite start() throws IOException, InterruptedException {
        Path main = installed();
        int port = freePort();
        Process process = new ProcessBuilder(
                        "node",
                        main.toString(),
                        "--blobHost",
                        "127.0.0.1",
                        "--blobPort",
                        String.valueOf(port),
                        "--inMemoryPersistence",
                        "--silent",
                        "--skipApiVersionCheck",
                        "--disableTelemetry")
                .redirectErrorStream(true)
                .redirectOutput(new File("target/azurite.log"))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!answers(port)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException("Azurite does not start: " + Files.readString(Path.of("target/azurite.log")));
            }
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
        Azurite azurite = new Azurite(port);
        new BlobServiceClientBuilder()
                .endpoint(azurite.endpoint())
                .credential(new StorageSharedKeyCredential(ACCOUNT, KEY))
                .buildClient()
                .createBlobContainerIfNotExists(CONTAINER);
        return azurite;
    }

    String endpoint() {
        return "http://127.0.0.1:" + port + "/" + ACCOUNT;
    }

    /** Installs it below {@code target} unless a directory is named that has it. */
    private static Path installed() throws IOException, InterruptedException {
        Path home = Path.of(System.getenv().getOrDefault("DLT4J_TEST_AZURITE", "target/azurite"));
        Path main = home.resolve("node_modules/azurite/dist/src/blob/main.js");
        if (!Files.exists(main)) {
            Files.createDirectories(home);
            Process npm = new ProcessBuilder(List.of("npm", "install", "--no-audit", "--no-fund", "azurite@" + VERSION))
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(new File("target/npm.log"))
                    .start();
            if (npm.waitFor() != 0) {
                throw new IOException("npm cannot install Azurite: " + Files.readString(Path.of("target/npm.log")));
            }
        }
        return main;
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
