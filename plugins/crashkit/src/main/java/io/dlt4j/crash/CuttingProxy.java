package io.dlt4j.crash;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and a server, without looking into what they say but for one word, and cuts a connection when it is said:
 * before the server hears it, or before the client hears that it was done. The client may connect again.
 */
public final class CuttingProxy implements AutoCloseable {

    private static final int NEVER = Integer.MAX_VALUE;
    private static final int BUFFER = 1 << 16;

    /** Where a connection is cut. */
    public enum Cut {
        /** The request does not arrive. */
        BEFORE,
        /** The request arrives and the answer does not. */
        AFTER
    }

    private final String host;
    private final int port;
    private final byte[] request;
    private final byte[] answer;
    private final ServerSocket listening;
    private final List<Socket> open = new ArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();
    private volatile int fatalRequest = NEVER;
    private volatile int fatalAnswer = NEVER;
    private volatile boolean refusing;

    /**
     * @param request what a client sends to commit
     * @param answer what the server sends when that is done
     */
    public CuttingProxy(String host, int port, byte[] request, byte[] answer) throws IOException {
        this.host = host;
        this.port = port;
        this.request = request.clone();
        this.answer = answer.clone();
        this.listening = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        daemon(this::accept, "proxy");
    }

    /** For PostgreSQL's protocol, with a client that sends each statement as text (prepareThreshold=0). */
    public static CuttingProxy ofPostgres(int port) throws IOException {
        return new CuttingProxy("localhost", port, text("COMMIT\0"), text("C\0\0\0\013COMMIT\0"));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Where clients connect. */
    public int port() {
        return listening.getLocalPort();
    }

    /** Cuts the connection at the n-th commit from here on, counted from 1. */
    public void cut(Cut where, int commit) {
        requests.set(0);
        answers.set(0);
        fatalRequest = where == Cut.BEFORE ? commit : NEVER;
        fatalAnswer = where == Cut.AFTER ? commit : NEVER;
    }

    /** Cuts nothing from here on; counts commits again from 0. */
    public void spare() {
        cut(Cut.BEFORE, NEVER);
        refusing = false;
    }

    /** Cuts all connections, and takes no new ones until {@link #spare}. */
    public void refuse() {
        refusing = true;
        closeAll();
    }

    /** The commits that were sent since {@link #cut} or {@link #spare}. */
    public int commits() {
        return requests.get();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                if (refusing) {
                    client.close();
                    continue;
                }
                Socket server = new Socket(host, port);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                synchronized (open) {
                    open.add(client);
                    open.add(server);
                }
                daemon(() -> forward(client, server, new Word(request, requests, () -> fatalRequest)), "to server");
                daemon(() -> forward(server, client, new Word(answer, answers, () -> fatalAnswer)), "to client");
            } catch (IOException e) {
                closeAll();
            }
        }
    }

    private static void forward(Socket from, Socket to, Word word) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int read = in.read(buffer);
            while (read >= 0) {
                int spared = word.spared(buffer, read);
                out.write(buffer, 0, spared);
                out.flush();
                if (spared < read) {
                    // at once, as when a cable is pulled: what the other side sends now is lost as well
                    from.setSoLinger(true, 0);
                    to.setSoLinger(true, 0);
                    return;
                }
                read = in.read(buffer);
            }
        } catch (IOException e) {
            // one side has gone, and the other follows
            return;
        }
    }

    /** Looks for a word in what passes, also where it is split. */
    private static final class Word {

        private final byte[] word;
        private final AtomicInteger count;
        private final java.util.function.IntSupplier fatal;
        private int matched;

        Word(byte[] word, AtomicInteger count, java.util.function.IntSupplier fatal) {
            this.word = word;
            this.count = count;
            this.fatal = fatal;
        }

        /** How many of the bytes may pass: all, or those before the end of the word that is the fatal one. */
        int spared(byte[] bytes, int length) {
            for (int at = 0; at < length; at++) {
                matched = bytes[at] == word[matched] ? matched + 1 : bytes[at] == word[0] ? 1 : 0;
                if (matched == word.length) {
                    matched = 0;
                    if (count.incrementAndGet() == fatal.getAsInt()) {
                        return at;
                    }
                }
            }
            return length;
        }
    }

    private void closeAll() {
        synchronized (open) {
            for (Socket socket : open) {
                try {
                    socket.close();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
            open.clear();
        }
    }

    private static void daemon(Runnable work, String name) {
        Thread thread = new Thread(work, "crashkit " + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        closeAll();
    }
}
