package dev.clew.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.digest.Digest;
import dev.clew.core.event.Timestamp;
import dev.clew.server.TestServer.Answer;
import dev.clew.server.access.AuditLog;
import dev.clew.server.access.Quota;
import dev.clew.server.access.Role;
import dev.clew.server.access.TokenAsk;
import dev.clew.server.retention.UploadExpiry;
import dev.clew.store.BlobLimits;
import dev.clew.store.BlobUpload;
import dev.clew.store.Blobs;
import dev.clew.store.Removal;
import dev.clew.store.RunKey;
import dev.clew.store.RunStore;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The files of runs, over HTTP.
class ArtifactsTest {
  private static final String SIX = "abcdef";
  private static TestServer server;
  private static int runs;

  private String run = "";

  @BeforeAll
  static void start() {
    BlobLimits limits = new BlobLimits(1 << 20, 2 << 20, 5, 1L << 30, 100);
    server = TestServer.start(ServerOptions.DEFAULT.keeping(limits));
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @BeforeEach
  void begin() {
    run = "artifacts_" + ++runs;
    server.post("{\"run_id\":\"" + run + "\",\"kind\":\"run_started\"}");
  }

  private static String path(byte[] bytes) {
    return "/api/v1/artifacts/" + Digest.sha256(bytes).hex();
  }

  private String target(byte[] bytes) {
    return path(bytes) + "?run_id=" + run;
  }

  private Answer put(byte[] whole, byte[] part, String... headers) {
    return server.send(
        server.request(target(whole), headers).PUT(BodyPublishers.ofByteArray(part)));
  }

  private Answer put(String text) {
    return put(bytes(text), bytes(text));
  }

  private Answer head(byte[] bytes) {
    return server.send(server.request(target(bytes)).method("HEAD", BodyPublishers.noBody()));
  }

  /// Of no other run of this class.
  private byte[] bytes(String text) {
    return (run + " " + text).getBytes(UTF_8);
  }

  @Test
  void put_whole_isReadWithSafeHeaders() {
    Answer put = put("<script>alert(1)</script>");

    assertThat(put.status()).isEqualTo(201);
    assertThat(put.json().flag("complete")).isTrue();
    byte[] bytes = bytes("<script>alert(1)</script>");
    Answer got = server.get(path(bytes));
    assertThat(got.status()).isEqualTo(200);
    assertThat(got.response().body()).isEqualTo(bytes);
    assertThat(got.header("content-type")).isEqualTo("application/octet-stream");
    assertThat(got.header("content-disposition")).isEqualTo("attachment");
    assertThat(got.header("x-content-type-options")).isEqualTo("nosniff");
    assertThat(got.header("content-security-policy"))
        .isEqualTo("default-src 'none'; frame-ancestors 'none'; sandbox");
    String tag = Objects.requireNonNull(got.header("etag"));
    assertThat(server.get(path(bytes), "if-none-match", tag).status()).isEqualTo(304);
    assertThat(put("<script>alert(1)</script>").status()).isEqualTo(200);
    assertThat(server.get("/api/v1/runs/" + run + "/files").text())
        .isEqualTo("{\"files\":[{\"sha256\":\"" + Digest.sha256(bytes).hex() + "\"}]}\n");
  }

  @Test
  void put_pieces_goOnWhereHeadSays() {
    byte[] whole = bytes(SIX);
    int size = whole.length;
    assertThat(head(whole).header("upload-offset")).isEqualTo("0");
    Answer first = put(whole, Arrays.copyOf(whole, 4), "content-range", "bytes 0-3/" + size);
    assertThat(first.status()).isEqualTo(202);
    assertThat(first.header("upload-offset")).isEqualTo("4");
    assertThat(first.header("upload-complete")).isEqualTo("?0");
    Answer head = head(whole);
    assertThat(head.status()).isEqualTo(204);
    assertThat(head.header("upload-offset")).isEqualTo("4");
    assertThat(head.header("upload-complete")).isEqualTo("?0");
    assertThat(server.get(path(whole)).status()).isEqualTo(404);

    Answer other = put(whole, new byte[1], "content-range", "bytes 5-5/" + size);
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.json().text("code")).isEqualTo("artifact.offset");
    assertThat(other.header("upload-offset")).isEqualTo("4");

    Answer last =
        put(
            whole,
            Arrays.copyOfRange(whole, 4, size),
            "content-range",
            "bytes 4-" + (size - 1) + "/" + size);
    assertThat(last.status()).isEqualTo(201);
    assertThat(head(whole).header("upload-complete")).isEqualTo("?1");
    assertThat(server.get(path(whole)).response().body()).isEqualTo(whole);
  }

  @Test
  void put_toAnotherRun_needsNoBytes() {
    put(SIX);
    byte[] whole = bytes(SIX);
    server.post("{\"run_id\":\"other_" + run + "\",\"kind\":\"run_started\"}");
    run = "other_" + run;

    assertThat(head(whole).header("upload-offset")).isEqualTo("" + whole.length);
    assertThat(head(whole).header("upload-complete")).isEqualTo("?0");
    assertThat(put(whole, new byte[0], "content-range", "bytes */" + whole.length).status())
        .isEqualTo(201);
    assertThat(head(whole).header("upload-complete")).isEqualTo("?1");
    assertThat(put(new byte[9], new byte[0], "content-range", "bytes */9").status()).isEqualTo(409);
  }

  @Test
  void put_otherBytes_saysBothDigestsAndKeepsNothing() {
    byte[] others = bytes("other");
    Answer put = put(bytes(SIX), others);

    assertThat(put.status()).isEqualTo(422);
    assertThat(put.json().text("code")).isEqualTo("artifact.digest");
    assertThat(put.json().text("expected_sha256")).isEqualTo(Digest.sha256(bytes(SIX)).prefixed());
    assertThat(put.json().text("actual_sha256")).isEqualTo(Digest.sha256(others).prefixed());
    assertThat(server.get(path(others)).status()).isEqualTo(404);
    assertThat(head(bytes(SIX)).header("upload-offset")).isEqualTo("0");
  }

  @Test
  void put_secret_isRefusedWithItsPlaceAndNotItsValue() {
    String secret = "ghp_" + "a1B2c3D4e5F6g7H8i9J0".repeat(2).substring(0, 36);
    String text = "line one of π\ntoken " + secret + " in use\n";
    byte[] whole = bytes(text);
    int at = new String(whole, UTF_8).indexOf("ghp_");
    int offset = new String(whole, UTF_8).substring(0, at).getBytes(UTF_8).length;

    Answer put = put(text);

    assertThat(put.status()).isEqualTo(422);
    assertThat(put.json().text("code")).isEqualTo("artifact.secret");
    assertThat(put.json().text("rule")).startsWith("pattern:");
    assertThat(put.json().whole("byte_offset")).isEqualTo((long) offset);
    assertThat(put.text()).doesNotContain(secret);
    assertThat(server.get(path(whole)).status()).isEqualTo(404);
    assertThat(head(whole).header("upload-offset")).isEqualTo("0");
  }

  @Test
  void put_secretThatAnEventHasNamed_isRefused() {
    server.post(
        "{\"run_id\":\""
            + run
            + "\",\"kind\":\"log\",\"attributes\":{\"password\":\"hunter2-XY9-battery\"}}");

    Answer put = put("we use hunter2-XY9-battery here");

    assertThat(put.status()).isEqualTo(422);
    assertThat(put.json().text("rule")).isEqualTo("value");
    assertThat(put.text()).doesNotContain("hunter2");
  }

  @Test
  void put_binary_isTaken() {
    String secret = "ghp_" + "a1B2c3D4e5F6g7H8i9J0".repeat(2).substring(0, 36);
    byte[] whole = bytes("\u0000\u0001\u0002\u0003 " + secret + " \u0000");

    assertThat(put(whole, whole).status()).isEqualTo(201);
  }

  @Test
  void put_overALimit_namesIt() {
    byte[] large = new byte[(1 << 20) + 1];
    Answer put = put(large, large);

    assertThat(put.status()).isEqualTo(413);
    assertThat(put.json().text("code")).isEqualTo("artifact.bytes");
    assertThat(put.json().whole("limit")).isEqualTo(1L << 20);
    assertThat(put.json().whole("actual")).isEqualTo((long) large.length);
    for (int file = 0; file < 5; file++) {
      assertThat(put("file " + file).status()).isEqualTo(201);
    }
    assertThat(put("file 6").json().text("code")).isEqualTo("artifact.run_files");
  }

  @Test
  void put_badRequests_sayWhy() {
    byte[] whole = bytes(SIX);
    for (String range :
        List.of("bytes 0-3/3", "bytes 0-4/100", "bytes */4", "bytes 3-0/4", "0-3/9", "x")) {
      Answer put = put(whole, new byte[4], "content-range", range);
      assertThat(put.status()).as(range).isEqualTo(400);
      assertThat(put.json().text("code")).as(range).isEqualTo("artifact.range");
    }
    Answer none = server.send(server.request(path(whole)).PUT(BodyPublishers.ofByteArray(whole)));
    assertThat(none.json().text("code")).isEqualTo("query.value");
    Answer name =
        server.send(
            server.request("/api/v1/artifacts/abc?run_id=" + run).PUT(BodyPublishers.noBody()));
    assertThat(name.json().text("code")).isEqualTo("artifact.name");
    run = "nobody";
    assertThat(put(whole, whole).json().text("code")).isEqualTo("run.unknown");
  }

  @Test
  void get_ranges_areThoseBytes() {
    put(SIX);
    byte[] whole = bytes(SIX);
    int size = whole.length;

    Answer middle = server.get(path(whole), "range", "bytes=" + (size - 4) + "-" + (size - 3));
    assertThat(middle.status()).isEqualTo(206);
    assertThat(middle.text()).isEqualTo("cd");
    assertThat(middle.header("content-range"))
        .isEqualTo("bytes " + (size - 4) + "-" + (size - 3) + "/" + size);
    assertThat(server.get(path(whole), "range", "bytes=-2").text()).isEqualTo("ef");
    assertThat(server.get(path(whole), "range", "bytes=" + (size - 1) + "-").text()).isEqualTo("f");
    assertThat(server.get(path(whole), "range", "bytes=" + (size - 1) + "-900").text())
        .isEqualTo("f");
    Answer past = server.get(path(whole), "range", "bytes=" + size + "-");
    assertThat(past.status()).isEqualTo(416);
    assertThat(past.header("content-range")).isEqualTo("bytes */" + size);
    for (String all : List.of("bytes=0-1,3-4", "bytes=3-1", "bytes=-", "lines=1-2")) {
      assertThat(server.get(path(whole), "range", all).status()).as(all).isEqualTo(200);
    }
  }

  @Test
  void get_ofARemovedRun_isGone() {
    put(SIX);
    RunKey key = new RunKey("default", run);
    server
        .store()
        .remove(new Removal(key, Timestamp.of(TestServer.BEGIN), Removal.REQUEST, "tok_1"));

    Answer gone = server.get(path(bytes(SIX)));
    assertThat(gone.status()).isEqualTo(410);
    assertThat(gone.json().text("code")).isEqualTo("artifact.removed");
    assertThat(gone.json().whole("size_bytes")).isEqualTo((long) bytes(SIX).length);
    assertThat(gone.json().text("policy")).isEqualTo("request");
    assertThat(put(SIX).status()).isEqualTo(410);
    assertThat(head(bytes(SIX)).status()).isEqualTo(410);
  }

  @Test
  void uploadThatIsQuiet_isForgottenAfterADay() {
    byte[] whole = bytes(SIX);
    put(whole, Arrays.copyOf(whole, 4), "content-range", "bytes 0-3/" + whole.length);
    Instant begun = TestServer.BEGIN;

    new UploadExpiry(server.store(), () -> begun.plus(Duration.ofHours(23))).expire();
    assertThat(head(whole).header("upload-offset")).isEqualTo("4");
    new UploadExpiry(server.store(), () -> begun.plus(Duration.ofHours(25))).expire();
    assertThat(head(whole).header("upload-offset")).isEqualTo("0");
  }

  @Test
  void otherNamespace_seesNothing() {
    RunStore store = TestServer.memory(() -> TestServer.BEGIN);
    try (TestServer guarded = TestServer.over(store)) {
      guarded.post("{\"run_id\":\"s\",\"namespace\":\"shop\",\"kind\":\"run_started\"}");
      guarded.post("{\"run_id\":\"b\",\"namespace\":\"bank\",\"kind\":\"run_started\"}");
      byte[] whole = "of the shop".getBytes(UTF_8);
      store
          .blobs()
          .put(
              new BlobUpload(new RunKey("shop", "s"), Digest.sha256(whole), whole.length),
              0,
              whole,
              BlobLimits.DEFAULT,
              Blobs.Inspection.NONE);
      String bank = bearer(guarded, Role.OPERATE, "bank", true);
      String blind = bearer(guarded, Role.READ, "shop", false);
      String shop = bearer(guarded, Role.READ, "shop", true);

      assertThat(guarded.get(path(whole), "authorization", shop).status()).isEqualTo(200);
      Answer noPayloads = guarded.get(path(whole), "authorization", blind);
      assertThat(noPayloads.status()).isEqualTo(403);
      assertThat(noPayloads.json().text("code")).isEqualTo("access.payloads");
      for (String query : List.of("", "?namespace=shop", "?namespace=clew.server")) {
        Answer answer = guarded.get(path(whole) + query, "authorization", bank);
        assertThat(answer.status()).as(query).isEqualTo(404);
        assertThat(answer.text())
            .isEqualTo(guarded.get(path(new byte[1]) + query, "authorization", bank).text());
      }
      String own = path(whole) + "?run_id=b";
      Answer head =
          guarded.send(
              guarded.request(own, "authorization", bank).method("HEAD", BodyPublishers.noBody()));
      assertThat(head.header("upload-offset")).isEqualTo("0");
      Answer claim =
          guarded.send(
              guarded
                  .request(own, "authorization", bank, "content-range", "bytes */" + whole.length)
                  .PUT(BodyPublishers.noBody()));
      assertThat(claim.status()).isEqualTo(409);
      Answer theirs =
          guarded.send(
              guarded
                  .request(path(whole) + "?run_id=s&namespace=shop", "authorization", bank)
                  .PUT(BodyPublishers.ofByteArray(whole)));
      assertThat(theirs.status()).isEqualTo(404);
    }
  }

  private static String bearer(TestServer guarded, Role role, String namespace, boolean payloads) {
    var ask = new TokenAsk(role, Set.of(namespace), payloads, Quota.NONE, "", null);
    return "Bearer " + guarded.server().tokens().create(ask, AuditLog.By.OWNER).text();
  }
}
