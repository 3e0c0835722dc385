package io.dlt4j.destination.bigquery;

import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.JobStatus;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.JobOutcome;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What BigQuery's errors mean: refusals of requests, and jobs that ended with an error. */
final class Failures {

    private static final Pattern REASON = Pattern.compile("\"reason\"\\s*:\\s*\"(\\w+)\"");
    private static final String TRY_AGAIN = "It is tried again; if it stays, see the message.";

    private Failures() {}

    /** @param doing what was tried, as the beginning of a sentence */
    static DltException translate(String doing, BigQueryException failure) {
        BigQueryError code = classify(failure);
        return exception(code, doing + " failed: " + text(failure), failure);
    }

    /** A job that ended with an error; details are of rows. */
    static DltException ofJob(String doing, JobStatus status) {
        com.google.cloud.bigquery.BigQueryError error = status.getError();
        BigQueryError code = ofReason(text(error.getReason()), text(error.getMessage()));
        return exception(code, doing + " failed: " + sentence(error.getMessage()) + details(status), null);
    }

    private static String details(JobStatus status) {
        List<com.google.cloud.bigquery.BigQueryError> errors = status.getExecutionErrors();
        if (errors == null) {
            return "";
        }
        String first = text(status.getError().getMessage());
        String details = errors.stream()
                .map(com.google.cloud.bigquery.BigQueryError::getMessage)
                .filter(message -> message != null && !message.equals(first))
                .limit(5)
                .map(Failures::sentence)
                .collect(Collectors.joining(" "));
        return details.isEmpty() ? "" : " " + details;
    }

    static DltException exception(BigQueryError code, String message, @Nullable Throwable cause) {
        return new DltException(code, message, nextStep(code), cause);
    }

    static JobOutcome outcome(DltException reason) {
        return reason.category().retried() ? JobOutcome.retryLater(reason) : JobOutcome.rejected(reason);
    }

    /** A request whose answer did not come may have had its effect. */
    static boolean isUnanswered(BigQueryException failure) {
        return failure.getCode() <= 0 && !isRefusedByTokenServer(failure) || failure.getCode() >= 500;
    }

    static boolean isDuplicate(BigQueryException failure) {
        return failure.getCode() == 409;
    }

    static boolean isMissing(BigQueryException failure) {
        return failure.getCode() == 404;
    }

    private static BigQueryError classify(BigQueryException failure) {
        if (isRefusedByTokenServer(failure) || failure.getCode() == 401) {
            return BigQueryError.BIGQUERY_KEY_REFUSED;
        }
        if (isUnanswered(failure)) {
            return BigQueryError.BIGQUERY_UNREACHABLE;
        }
        if (failure.getCode() == 412) {
            return BigQueryError.BIGQUERY_CONFLICT;
        }
        String reason = reason(failure);
        return reason.isEmpty() ? ofStatus(failure.getCode()) : ofReason(reason, text(failure.getMessage()));
    }

    /** Google's client reads the reason of an error, but for those of uploads, whose answer it keeps as text. */
    private static String reason(BigQueryException failure) {
        if (failure.getReason() != null) {
            return failure.getReason();
        }
        Matcher inText = REASON.matcher(text(failure.getMessage()));
        return inText.find() ? inText.group(1) : "";
    }

    private static BigQueryError ofStatus(int status) {
        return switch (status) {
            case 403 -> BigQueryError.BIGQUERY_RIGHT_MISSING;
            case 404 -> BigQueryError.BIGQUERY_TABLE_MISSING;
            case 408, 429 -> BigQueryError.BIGQUERY_QUOTA;
            default -> BigQueryError.BIGQUERY_REFUSED;
        };
    }

    private static BigQueryError ofReason(String reason, String message) {
        switch (reason) {
            case "authError":
                return BigQueryError.BIGQUERY_KEY_REFUSED;
            case "accessNotConfigured", "billingNotEnabled":
                return BigQueryError.BIGQUERY_API_DISABLED;
            case "accessDenied", "forbidden", "blocked":
                return message.contains("has not been used in project") || message.contains("is disabled")
                        ? BigQueryError.BIGQUERY_API_DISABLED
                        : BigQueryError.BIGQUERY_RIGHT_MISSING;
            case "notFound":
                return message.contains("URI gs://")
                        ? BigQueryError.BIGQUERY_STAGE_MISSING
                        : BigQueryError.BIGQUERY_TABLE_MISSING;
            case "invalidQuery":
                return ofQuery(message);
            case "invalid", "stopped":
                return ofInvalid(message);
            case "quotaExceeded", "rateLimitExceeded", "jobRateLimitExceeded", "resourcesExceeded":
                return BigQueryError.BIGQUERY_QUOTA;
            case "billingTierLimitExceeded", "notImplemented", "tableUnavailable", "duplicate", "responseTooLarge":
                return BigQueryError.BIGQUERY_REFUSED;
            case "resourceInUse", "conditionNotMet":
                return BigQueryError.BIGQUERY_CONFLICT;
            default:
                return BigQueryError.BIGQUERY_FAILED;
        }
    }

    private static BigQueryError ofQuery(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("concurrent update")
                || lower.contains("could not serialize")
                || lower.contains("streaming buffer")) {
            return BigQueryError.BIGQUERY_CONFLICT;
        }
        if (lower.contains("not found") && (lower.contains("table") || lower.contains("dataset"))) {
            return BigQueryError.BIGQUERY_TABLE_MISSING;
        }
        boolean ofData = lower.contains("cannot be null")
                || lower.contains("at most one source row")
                || lower.contains("out of range")
                || lower.contains("overflow");
        return ofData ? BigQueryError.BIGQUERY_DATA_REJECTED : BigQueryError.BIGQUERY_STATEMENT;
    }

    private static BigQueryError ofInvalid(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("location")) {
            return BigQueryError.BIGQUERY_LOCATION;
        }
        return lower.contains("schema") && !lower.contains("reading data")
                ? BigQueryError.BIGQUERY_SCHEMA_REFUSED
                : BigQueryError.BIGQUERY_DATA_REJECTED;
    }

    /** The library fetches tokens by itself, and wraps what it hears then. */
    private static boolean isRefusedByTokenServer(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = text(cause.getMessage());
            if (message.contains("invalid_grant")
                    || message.contains("invalid_client")
                    || message.contains("unauthorized_client")
                    || message.contains("does not support refreshing the access token")) {
                return true;
            }
        }
        return false;
    }

    private static String nextStep(BigQueryError code) {
        return switch (code) {
            case BIGQUERY_KEY_REFUSED ->
                "Check that the key of the service account is whole and not deleted, or make a new one: IAM & Admin,"
                        + " Service Accounts, Keys.";
            case BIGQUERY_API_DISABLED ->
                "Enable the BigQuery API for the project with 'gcloud services enable bigquery.googleapis.com', and"
                        + " billing.";
            case BIGQUERY_RIGHT_MISSING ->
                "Let an administrator give the account the roles BigQuery Data Editor and BigQuery Job User in the"
                        + " project (BigQuery Read Session User too if others read through it), and Storage Object Viewer where"
                        + " files are staged.";
            case BIGQUERY_LOCATION ->
                "Set location of the destination to where the dataset is, or use another dataset name.";
            case BIGQUERY_DATA_REJECTED -> "Correct the data or the column's hints; nothing of the job was stored.";
            case BIGQUERY_TABLE_MISSING ->
                "A table or dataset that dlt4j made was dropped by hand: restore it, or drop the resource and load it"
                        + " again.";
            case BIGQUERY_SCHEMA_REFUSED ->
                "Load the resource anew with replace and refresh, or make the new column nullable.";
            case BIGQUERY_STAGE_MISSING ->
                "The file is staged again and the job tried again; let nothing else delete files of the stage.";
            case BIGQUERY_STAGING_LOST -> "Run the same command again: it stages its rows anew.";
            case BIGQUERY_COMMIT_UNKNOWN ->
                "It is asked for again under the same job id, which tells what became of it.";
            default -> code.category().retried() ? TRY_AGAIN : "";
        };
    }

    private static String text(BigQueryException failure) {
        Throwable root = failure;
        while (isRefusedByTokenServer(failure) && root.getCause() != null) {
            root = root.getCause();
        }
        return sentence(root.getMessage());
    }

    private static String sentence(@Nullable String message) {
        String text = text(message).replace('\n', ' ').strip();
        return text.endsWith(".") ? text : text + ".";
    }

    private static String text(@Nullable String text) {
        return text == null ? "no message" : text;
    }
}
