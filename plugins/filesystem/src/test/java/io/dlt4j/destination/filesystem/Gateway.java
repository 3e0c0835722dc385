package io.dlt4j.destination.filesystem;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a server: the first connections get an answer of its own, those that follow are passed on byte by byte. */
final class Gateway implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "gateway");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicInteger refused = new AtomicInteger();

    /**
     * @param refusals how many connections are refused
     * @param status and reason of the answer
     * @param body of the answer
     */
    Gateway(URI server, int refusals, String status, String body) throws IOException {
        threads.execute(() -> {
            while (!socket.isClosed()) {
                try {
                    Socket client = socket.accept();
                    threads.execute(() -> serve(client, server, refusals, status, body));
                } catch (IOException e) {
                    // closed
                    return;
                }
            }
        });
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    int refused() {
        return refused.get();
    }

    private void serve(Socket client, URI server, int refusals, String status, String body) {
        try (client) {
            if (refused.get() < refusals) {
                refused.incrementAndGet();
                refuse(client, status, body);
                return;
            }
            try (Socket upstream = new Socket(server.getHost(), server.getPort())) {
                threads.execute(() -> copy(client, upstream));
                copy(upstream, client);
            }
        } catch (IOException e) {
            // the client gave up
        }
    }

    /** The request is read up to its body, which the client sends only when it is told to go on. */
    private static void refuse(Socket client, String status, String body) throws IOException {
        InputStream in = client.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return;
            }
            head.append((char) next);
        }
        byte[] content = body.getBytes(UTF_8);
        OutputStream out = client.getOutputStream();
        out.write(("HTTP/1.1 " + status + "\r\nContent-Type: application/xml\r\nContent-Length: " + content.length
                        + "\r\nConnection: close\r\n\r\n")
                .getBytes(UTF_8));
        out.write(content);
        out.flush();
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // one of the two has gone
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }
}
