package dev.clew.server.artifact;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import dev.clew.core.digest.Digest;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Redactor;
import dev.clew.server.access.Right;
import dev.clew.server.http.Answers;
import dev.clew.server.http.Exchange;
import dev.clew.server.http.Problem;
import dev.clew.server.http.Query;
import dev.clew.server.http.Route;
import dev.clew.server.metrics.Metrics;
import dev.clew.server.run.RunLookup;
import dev.clew.store.BlobLimits;
import dev.clew.store.BlobPut;
import dev.clew.store.BlobState;
import dev.clew.store.BlobUpload;
import dev.clew.store.RunKey;
import dev.clew.store.RunStore;
import java.util.List;
import java.util.function.Function;

/// `PUT /api/v1/artifacts/{sha256}`: the bytes of a file of a run, whole or in pieces, and `HEAD`,
/// which says where to go on.
public final class ArtifactUploads {
  static final String PATH = "/api/v1/artifacts/{sha256}";
  static final String RUN = "run_id";

  /// As in the IETF's draft on resumable uploads (draft-ietf-httpbis-resumable-upload).
  private static final String OFFSET = "upload-offset";

  private static final String COMPLETE = "upload-complete";

  private final RunStore store;
  private final RunLookup lookup;
  private final Function<RunKey, Redactor> redactors;
  private final BlobLimits limits;
  private final Metrics metrics;

  /// @param redactors gives that of a run, which has learned what its events said
  public ArtifactUploads(
      RunStore store,
      RunLookup lookup,
      Function<RunKey, Redactor> redactors,
      BlobLimits limits,
      Metrics metrics) {
    this.store = store;
    this.lookup = lookup;
    this.redactors = redactors;
    this.limits = limits;
    this.metrics = metrics;
  }

  public List<Route> routes() {
    return List.of(
        Route.put(PATH, Right.INGEST, this::put, RUN, RunLookup.NAMESPACE),
        Route.head(PATH, Right.INGEST, this::state, RUN, RunLookup.NAMESPACE));
  }

  /// @throws Problem.Raised when the path has none
  static Digest digest(Exchange exchange) {
    try {
      return new Digest(exchange.path("sha256"));
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("artifact.name", "a file is named by 64 lower-case hex digits")
          .raised();
    }
  }

  private RunKey run(Exchange exchange) {
    String run = exchange.query().text(RUN);
    if (run == null) {
      throw Query.bad(RUN, "has to say which run the file is of").raised();
    }
    String namespace = exchange.query().text(RunLookup.NAMESPACE);
    return lookup.find(exchange.principal(), run, namespace).key();
  }

  private HttpResponse state(Exchange exchange) {
    BlobState state = store.blobs().state(run(exchange), digest(exchange));
    return HttpResponse.of(
        ResponseHeaders.builder(HttpStatus.NO_CONTENT)
            .set(OFFSET, Long.toString(state.offset()))
            .set(COMPLETE, state.isComplete() ? "?1" : "?0")
            .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
            .build());
  }

  private HttpResponse put(Exchange exchange) {
    Digest sha256 = digest(exchange);
    byte[] bytes = exchange.body();
    ContentRange range = ContentRange.of(exchange.header("content-range"), bytes.length);
    RunKey run = run(exchange);
    BlobUpload upload = new BlobUpload(run, sha256, range.size());
    SecretInspection inspection = new SecretInspection(redactors.apply(run));
    // All bytes of a file are looked at when the last have come, which takes a while.
    exchange.context().clearRequestTimeout();
    BlobPut put = store.blobs().put(upload, range.offset(), bytes, limits, inspection);
    return switch (put) {
      case BlobPut.Stored(boolean isNew) -> {
        metrics.received(bytes.length);
        yield answer(isNew ? HttpStatus.CREATED : HttpStatus.OK, upload, range.size(), true);
      }
      case BlobPut.Partial(long offset) -> {
        metrics.received(bytes.length);
        yield answer(HttpStatus.ACCEPTED, upload, offset, false);
      }
      case BlobPut.OtherOffset(long offset) ->
          throw Problem.of(
                  HttpStatus.CONFLICT, "artifact.offset", "these bytes are not the next ones")
              .with("offset", Json.of(offset))
              .header(OFFSET, Long.toString(offset))
              .header(COMPLETE, "?0")
              .raised();
      case BlobPut.OtherDigest(Digest actual) ->
          throw Problem.of(
                  HttpStatus.UNPROCESSABLE_ENTITY,
                  "artifact.digest",
                  "the bytes have another digest; nothing of them is kept")
              .with("expected_sha256", sha256.prefixed())
              .with("actual_sha256", actual.prefixed())
              .raised();
      case BlobPut.OverLimit(String name, long limit, long actual) ->
          throw over(name, limit, actual).raised();
      case BlobPut.NoRun() -> {
        // It was removed since it was found, and to look again says so.
        run(exchange);
        throw Problem.notFound("run.unknown", "no run has this id").raised();
      }
    };
  }

  private static Problem over(String name, long limit, long actual) {
    boolean isPassing = name.equals(BlobLimits.UPLOADS);
    Problem problem =
        Problem.overLimit(
            isPassing ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.REQUEST_ENTITY_TOO_LARGE,
            name,
            "the file is over the limit; nothing of it was stored",
            limit,
            actual);
    return isPassing ? problem.header("retry-after", "60") : problem;
  }

  private static HttpResponse answer(
      HttpStatus status, BlobUpload upload, long offset, boolean isComplete) {
    Json.Obj said =
        Json.object()
            .put("sha256", upload.sha256().hex())
            .put("size_bytes", upload.size())
            .put("offset", offset)
            .put("complete", isComplete)
            .build();
    return Answers.json(status, said)
        .mapHeaders(headers ->
            headers.toBuilder()
                .set(OFFSET, Long.toString(offset))
                .set(COMPLETE, isComplete ? "?1" : "?0")
                .build());
  }
}
