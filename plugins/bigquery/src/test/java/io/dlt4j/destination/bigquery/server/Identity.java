package io.dlt4j.destination.bigquery.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The service account of the tests, and the tokens that it is given. Checks signatures. Thread-safe. */
final class Identity {

    static final String REFRESH_TOKEN = "refresh-1";
    static final String CLIENT_SECRET = "client-secret-1";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String project;
    private final String email;
    private final KeyPair keys;
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();

    Identity(String project) {
        this.project = project;
        this.email = "loader@" + project + ".iam.gserviceaccount.com";
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            this.keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String email() {
        return email;
    }

    String privateKey() {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    /** The text of the account's key file. */
    String keyFile(String endpoint) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "service_account")
                .put("project_id", project)
                .put("private_key_id", "key-1")
                .put("private_key", privateKey())
                .put("client_email", email)
                .put("client_id", "1")
                .put("token_uri", endpoint + "/token")
                .toString();
    }

    /** The text of an OAuth client's file, with a refresh token. */
    String oauthFile(String endpoint) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("client_id", "client-1")
                .put("client_secret", CLIENT_SECRET)
                .put("refresh_token", REFRESH_TOKEN)
                .put("project_id", project)
                .put("token_uri", endpoint + "/token")
                .toString();
    }

    /** A token for who can prove to be somebody. */
    ObjectNode grant(Request request) {
        Map<String, String> form = new HashMap<>();
        for (String pair : request.text().split("&")) {
            String[] sides = pair.split("=", 2);
            form.put(sides[0], URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
        }
        boolean proven = form.containsKey("assertion")
                ? isSigned(form.get("assertion"))
                : REFRESH_TOKEN.equals(form.get("refresh_token")) && CLIENT_SECRET.equals(form.get("client_secret"));
        if (!proven) {
            throw new Refused();
        }
        String token = "token-" + UUID.randomUUID();
        tokens.add(token);
        return JsonNodeFactory.instance
                .objectNode()
                .put("access_token", token)
                .put("token_type", "Bearer")
                .put("expires_in", 3600);
    }

    /** A key or a token that proves nothing. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private boolean isSigned(String assertion) {
        String[] parts = assertion.split("\\.");
        if (parts.length != 3) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(keys.getPublic());
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            String issuer = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]))
                    .path("iss")
                    .asText();
            return signature.verify(Base64.getUrlDecoder().decode(parts[2])) && issuer.equals(email);
        } catch (GeneralSecurityException | IOException e) {
            return false;
        }
    }

    void check(Request request) {
        String header = request.headers().getOrDefault("authorization", "");
        String bearer = header.startsWith("Bearer ") ? header.substring("Bearer ".length()) : "";
        if (!tokens.contains(bearer) && !isSigned(bearer)) {
            throw ApiError.of(
                    401,
                    "authError",
                    "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or"
                            + " other valid authentication credential.");
        }
    }

    String token() {
        String token = "token-" + UUID.randomUUID();
        tokens.add(token);
        return token;
    }
}
