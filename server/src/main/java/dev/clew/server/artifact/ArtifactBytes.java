package dev.clew.server.artifact;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import dev.clew.core.digest.Digest;
import dev.clew.core.json.Json;
import dev.clew.server.access.Right;
import dev.clew.server.http.Answers;
import dev.clew.server.http.Exchange;
import dev.clew.server.http.Limits;
import dev.clew.server.http.Problem;
import dev.clew.server.http.Route;
import dev.clew.server.http.StreamedAnswer;
import dev.clew.server.http.Workers;
import dev.clew.server.run.RunLookup;
import dev.clew.store.Blob;
import dev.clew.store.BlobTombstone;
import dev.clew.store.Removal;
import dev.clew.store.RunStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET /api/v1/artifacts/{sha256}`: the bytes of a file, for those who may read payloads; and
/// which files of a run there are. All bytes are verified before the first is given. No browser
/// opens one: it is of no type, is to be saved, and may do nothing.
public final class ArtifactBytes {
  private static final int PART_BYTES = 64 << 10;
  private static final String POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

  private final Verification verification = new Verification();
  private final RunStore store;
  private final RunLookup lookup;
  private final String namespace;
  private final Workers workers;
  private final Limits limits;

  /// @param namespace of requests that say none
  public ArtifactBytes(
      RunStore store, RunLookup lookup, String namespace, Workers workers, Limits limits) {
    this.store = store;
    this.lookup = lookup;
    this.namespace = namespace;
    this.workers = workers;
    this.limits = limits;
  }

  public List<Route> routes() {
    return List.of(
        Route.get(ArtifactUploads.PATH, Right.READ, this::bytes, RunLookup.NAMESPACE),
        Route.get("/api/v1/runs/{id}/files", Right.READ, this::list, RunLookup.NAMESPACE));
  }

  private HttpResponse list(Exchange exchange) {
    List<Json.Obj> files =
        store.blobs().of(lookup.find(exchange).key()).stream()
            .map(sha256 -> Json.object().put("sha256", sha256.hex()).build())
            .toList();
    return Answers.tagged(
        exchange, Json.object().put("files", new Json.Arr(List.copyOf(files))).build());
  }

  private HttpResponse bytes(Exchange exchange) throws IOException {
    Digest sha256 = ArtifactUploads.digest(exchange);
    Blob blob = found(exchange, sha256);
    if (!exchange.principal().payloads()) {
      throw Problem.of(
              HttpStatus.FORBIDDEN,
              "access.payloads",
              "this token may not read what runs have read and written")
          .raised();
    }
    String tag = Answers.tag(sha256.hex());
    if (exchange.has(tag)) {
      return Answers.notModified(tag);
    }
    exchange.context().clearRequestTimeout();
    verification.requireWhole(blob);
    AskedRange range = AskedRange.of(exchange.header("range"), blob.size());
    if (range != null && range.length() == 0) {
      throw Problem.of(
              HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
              "artifact.range",
              "the file has no such bytes")
          .header("content-range", "bytes */" + blob.size())
          .raised();
    }
    AskedRange given = range == null ? new AskedRange(0, blob.size() - 1) : range;
    return StreamedAnswer.of(
        exchange,
        headers(blob, tag, range),
        workers,
        limits.stallTime(),
        out -> copy(blob, given, out));
  }

  private Blob found(Exchange exchange, Digest sha256) {
    String asked = exchange.query().text(RunLookup.NAMESPACE);
    String own = asked == null ? exchange.principal().home(namespace) : asked;
    if (exchange.principal().sees(own)) {
      Blob blob = store.blobs().find(own, sha256).orElse(null);
      if (blob != null) {
        return blob;
      }
      BlobTombstone gone = store.blobs().tombstone(own, sha256).orElse(null);
      if (gone != null) {
        throw removed(gone).raised();
      }
    }
    throw Problem.notFound("artifact.unknown", "no run of this namespace has a file with this name")
        .raised();
  }

  private static Problem removed(BlobTombstone gone) {
    Removal removal = gone.removal();
    String date = removal.at().toString().substring(0, 10);
    return Problem.of(
            HttpStatus.GONE,
            "artifact.removed",
            "this file was removed on " + date + " with the last run that had it")
        .with("sha256", gone.sha256().hex())
        .with("size_bytes", Json.of(gone.size()))
        .with("run_id", removal.run().runId())
        .with("removed_at", removal.at().toString())
        .with("policy", removal.policy())
        .with("removed_by", removal.by());
  }

  private static ResponseHeaders headers(Blob blob, String tag, @Nullable AskedRange range) {
    ResponseHeadersBuilder all =
        Answers.tagged(MediaType.OCTET_STREAM, tag).toBuilder()
            .set(HttpHeaderNames.CONTENT_DISPOSITION, "attachment")
            .set(HttpHeaderNames.CONTENT_SECURITY_POLICY, POLICY)
            .set(HttpHeaderNames.ACCEPT_RANGES, "bytes")
            .setLong(HttpHeaderNames.CONTENT_LENGTH, range == null ? blob.size() : range.length());
    if (range != null) {
      all.status(HttpStatus.PARTIAL_CONTENT)
          .set(
              HttpHeaderNames.CONTENT_RANGE,
              "bytes " + range.first() + "-" + range.last() + "/" + blob.size());
    }
    return all.build();
  }

  private static void copy(Blob blob, AskedRange range, OutputStream out) throws IOException {
    byte[] part = new byte[PART_BYTES];
    long left = range.length();
    try (InputStream in = blob.open(range.first())) {
      while (left > 0) {
        int size = in.read(part, 0, (int) Math.min(part.length, left));
        if (size < 0) {
          throw new IOException("the file has ended too soon");
        }
        out.write(part, 0, size);
        left -= size;
      }
    }
  }
}
