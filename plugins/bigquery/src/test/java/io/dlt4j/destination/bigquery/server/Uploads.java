package io.dlt4j.destination.bigquery.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Resumable uploads of the files of load jobs. A piece that comes again is not taken twice. Thread-safe. */
final class Uploads {

    private static final Pattern RANGE = Pattern.compile("bytes (?:(\\d+)-(\\d+)|\\*)/(\\d+|\\*)");

    private final Jobs jobs;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    private static final class Session {
        private final Job job;
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private Optional<ObjectNode> accepted = Optional.empty();

        Session(Job job) {
            this.job = job;
        }
    }

    Uploads(Jobs jobs) {
        this.jobs = jobs;
    }

    /** What came of a piece: the job once the file is whole, else how much of it is there. */
    record Answer(Optional<ObjectNode> job, int received) {}

    String start(Request request) {
        String id = UUID.randomUUID().toString();
        sessions.put(id, new Session(jobs.checked(request.json())));
        return id;
    }

    Answer chunk(String id, Request request) {
        Session session = Optional.ofNullable(sessions.get(id)).orElseThrow(() -> ApiError.notFound("Upload " + id));
        Matcher range = RANGE.matcher(request.headers().getOrDefault("content-range", ""));
        if (!range.matches()) {
            throw ApiError.invalid("Failed to parse Content-Range header.");
        }
        synchronized (session) {
            if (session.accepted.isEmpty() && range.group(1) != null) {
                take(session, Integer.parseInt(range.group(1)), request.body());
            }
            String total = range.group(3);
            boolean whole = !total.equals("*") && session.received.size() == Integer.parseInt(total);
            if (session.accepted.isEmpty() && whole) {
                session.accepted = Optional.of(jobs.accept(session.job, session.received.toByteArray()));
            }
            return new Answer(session.accepted, session.received.size());
        }
    }

    private static void take(Session session, int from, byte[] piece) {
        int known = session.received.size() - from;
        if (known < 0) {
            throw ApiError.invalid("Invalid request. There were bytes missing before byte " + from);
        }
        if (known < piece.length) {
            session.received.write(piece, known, piece.length - known);
        }
    }
}
