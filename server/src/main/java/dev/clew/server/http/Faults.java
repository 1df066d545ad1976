package dev.clew.server.http;

import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ShuttingDownException;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.RequestTimeoutException;
import dev.clew.core.ClewException;
import dev.clew.core.Refusal;
import dev.clew.core.json.Json;
import dev.clew.ingest.otlp.NotOtlp;
import dev.clew.ingest.pushed.NotTaken;
import dev.clew.store.StoreFault;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;

/// Says of every fault which problem it is. The one place that does. What nobody foresaw is told
/// without a word of what it was: that may hold anything.
public final class Faults {
  /// What nobody foresaw.
  static final String UNFORESEEN = "server.fault";

  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration LATER = Duration.ofSeconds(30);

  private Faults() {}

  public static Problem of(Throwable fault) {
    return switch (fault) {
      case CompletionException wrapped when wrapped.getCause() != null -> of(wrapped.getCause());
      case Problem.Raised raised -> raised.problem();
      case NotTaken refused -> notTaken(refused);
      case NotOtlp refused -> notOtlp(refused);
      case StoreFault store -> store(store);
      case Refusal refusal -> refusal(refusal);
      case RejectedExecutionException full ->
          Problem.busy("server.busy", "the server has more to do than it can keep waiting", SOON);
      case ContentTooLargeException large ->
          Problem.of(
                  HttpStatus.REQUEST_ENTITY_TOO_LARGE, "body.bytes", "the body is over the limit")
              .with("limit", Json.of(large.maxContentLength()));
      case RequestTimeoutException late ->
          Problem.of(
              HttpStatus.REQUEST_TIMEOUT, "request.time", "the request took too long to arrive");
      case ShuttingDownException ending -> closing();
      case HttpStatusException status -> status(status.httpStatus());
      case ClewException known ->
          Problem.of(
              HttpStatus.INTERNAL_SERVER_ERROR, UNFORESEEN, "this could not be done or read");
      case OutOfMemoryError full ->
          Problem.busy("server.memory", "this does not fit into the server's memory", LATER);
      default ->
          Problem.of(
              HttpStatus.INTERNAL_SERVER_ERROR,
              UNFORESEEN,
              "the server did not foresee this (" + fault.getClass().getSimpleName() + ")");
    };
  }

  /// The server ends.
  static Problem closing() {
    return Problem.busy("server.closed", "the server is going down", LATER);
  }

  /// What a status of the protocol says by itself.
  static Problem status(HttpStatus status) {
    return Problem.of(
        status, "http." + status.code(), status.reasonPhrase().toLowerCase(Locale.ROOT));
  }

  private static Problem store(StoreFault fault) {
    return switch (fault.kind()) {
      case FULL ->
          Problem.of(
                  HttpStatus.INSUFFICIENT_STORAGE,
                  "store.full",
                  "the disk of the store is full; nothing of this was stored")
              .header("retry-after", Long.toString(LATER.toSeconds()));
      case BUSY ->
          Problem.busy("store.busy", "the store has more to write than it can keep waiting", SOON);
      case FAILED ->
          Problem.busy(
              "store.failed", "the store takes nothing more until somebody has looked", LATER);
      case DAMAGED ->
          Problem.of(
              HttpStatus.CONFLICT,
              "run.damaged",
              "the ledger of the run is damaged, so that nothing is added to it: "
                  + fault.getMessage());
      case READ_ONLY ->
          Problem.of(HttpStatus.FORBIDDEN, "store.read_only", "this server only reads its store");
      case CLOSED -> Problem.busy("store.closed", "the server is going down", LATER);
    };
  }

  private static Problem refusal(Refusal refusal) {
    HttpStatus status =
        switch (refusal.reason()) {
          case INVALID -> HttpStatus.BAD_REQUEST;
          case BLOCKED -> HttpStatus.CONFLICT;
          case NOT_WRITTEN -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    return Problem.of(status, "refused", String.valueOf(refusal.getMessage()));
  }

  private static Problem notTaken(NotTaken refused) {
    NotTaken.Place place = refused.place();
    HttpStatus status =
        refused.code().equals("batch.items")
            ? HttpStatus.REQUEST_ENTITY_TOO_LARGE
            : HttpStatus.BAD_REQUEST;
    Problem problem =
        Problem.of(status, refused.code(), refused.getMessage() + "; nothing was stored")
            .with("byte_offset", Json.of(place.byteOffset()))
            .with("line", Json.of(place.line()))
            .with("path", place.path())
            .with("suggestion", refused.suggestion());
    Integer index = place.index();
    Long limit = refused.limit();
    Long actual = refused.actual();
    return problem
        .with("index", index == null ? null : Json.of(index))
        .with("limit", limit == null ? null : Json.of(limit))
        .with("actual", actual == null ? null : Json.of(actual));
  }

  private static Problem notOtlp(NotOtlp refused) {
    HttpStatus status =
        refused.code().equals("otlp.values")
            ? HttpStatus.REQUEST_ENTITY_TOO_LARGE
            : HttpStatus.BAD_REQUEST;
    Long limit = refused.limit();
    return Problem.of(status, refused.code(), refused.getMessage() + "; nothing was stored")
        .with("limit", limit == null ? null : Json.of(limit));
  }
}
