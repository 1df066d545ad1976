package dev.clew.acceptance;

import static dev.clew.acceptance.Replays.clew;
import static dev.clew.acceptance.Replays.ended;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.acceptance.KillTest.Said;
import dev.clew.core.digest.Digest;
import dev.clew.core.json.Json;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A recording that is run again without the network, and what is found when it is another.
class OfflineReplayTest {
  @TempDir private Path folder;
  private Path workflow = Path.of("");

  @BeforeEach
  void unpack() throws IOException {
    workflow = Onboarding.unpack(folder);
  }

  private Path recorded(Service service, String... more) {
    String[] words = java.util.Arrays.copyOf(more, more.length + 2);
    words[more.length] = "--capture-http";
    words[more.length + 1] = "bodies";
    Said said = Replays.run(workflow, service.url(), words);
    assertThat(said.code()).as(said.toString()).isLessThan(2);
    return Onboarding.only(folder, ".ledger");
  }

  /// Everything that was derived is gone, and so are the service and the definition.
  private static Digest strip(Path ledger) throws IOException {
    String name = ledger.getFileName().toString();
    Path report = ledger.resolveSibling(name.replace(".ledger", ".report.json"));
    Digest digest = Digest.sha256(Files.readAllBytes(report));
    for (String derived : List.of(".report.json", ".report.html", ".output")) {
      Files.deleteIfExists(ledger.resolveSibling(name.replace(".ledger", derived)));
    }
    return digest;
  }

  private static Json.Obj offline(Path ledger, String... more) {
    List<String> words =
        new java.util.ArrayList<>(List.of("replay", ledger.toString(), "--offline"));
    words.add("--json");
    words.addAll(List.of(more));
    return Replays.json(clew(words.toArray(String[]::new)));
  }

  @ParameterizedTest
  @CsvSource({
    "none, 5, 5",
    "/api/customers, 3, 3",
    "/api/subscriptions, 4, 4",
  })
  void replayOffline_unchanged_reproducesTheReportByteForByte(
      String broken, int stages, int exchanges) throws IOException {
    Service service = Onboarding.working();
    if (!broken.equals("none")) {
      int status = broken.equals(Onboarding.ACTIVATE) ? 402 : 500;
      service.answers(broken, Service.Answer.json(status, "{\"error\":\"card\\ndeclined ü\"}"));
    }
    Path ledger = recorded(service);
    service.close();
    int before = service.requests().size();
    Digest report = strip(ledger);
    Files.delete(workflow);
    Files.delete(folder.resolve("api.catalog"));

    Json.Obj verified = offline(ledger);

    assertThat(verified.flag("identical")).as(verified.toString()).isTrue();
    assertThat(verified.text("now_sha256")).isEqualTo(report.hex());
    assertThat(verified.whole("stages_executed")).isEqualTo(stages);
    assertThat(verified.whole("exchanges_answered")).isEqualTo(exchanges);
    assertThat(service.requests()).hasSize(before);
    assertThat(Onboarding.all(folder, "")).containsExactly(ledger);
  }

  /// Every way to a network in this process is closed while it runs.
  @Test
  void replayOffline_unchanged_opensNoConnection() {
    Path ledger;
    try (Service service = Onboarding.working()) {
      ledger = recorded(service);
      int before = service.requests().size();
      ProxySelector usual = ProxySelector.getDefault();
      ProxySelector.setDefault(new NoNetwork());
      try {
        assertThat(offline(ledger).flag("identical")).isTrue();
      } finally {
        ProxySelector.setDefault(usual);
      }
      assertThat(service.requests()).as("the service was there to be called").hasSize(before);
    }
  }

  private static final class NoNetwork extends ProxySelector {
    @Override
    public List<java.net.Proxy> select(URI uri) {
      throw new AssertionError("a connection to " + uri);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
  }

  @ParameterizedTest
  @ValueSource(strings = {"refused", "redirect", "text", "empty", "secret in a body"})
  void replayOffline_otherEndsOfAnExchange_reproduceTheReport(String end) throws IOException {
    Service service = Onboarding.working();
    String url = service.url();
    switch (end) {
      case "refused" -> service.close();
      case "redirect" ->
          service
              .answers(
                  Onboarding.CREATE,
                  new Service.Answer(303, "text/plain", "go", Map.of("Location", "/api/there")))
              .answers("/api/there", Service.Answer.json(201, "{\"id\":\"ACC-1\"}"));
      case "text" ->
          service.answers(
              Onboarding.PAYMENT, new Service.Answer(200, "text/plain", "not JSON", Map.of()));
      case "empty" ->
          service.answers(Onboarding.PAYMENT, new Service.Answer(204, "text/plain", "", Map.of()));
      default ->
          service.answers(
              Onboarding.TOKEN,
              Service.Answer.json(
                  200,
                  "{ \"token\" : \"tok-77aa88bb99cc\",\n  \"password\": \"hunter2-hunter2\" }"));
    }
    Said said = Replays.run(workflow, url, "--capture-http", "bodies");
    assertThat(said.code()).as(said.toString()).isLessThan(2);
    service.close();
    Path ledger = Onboarding.only(folder, ".ledger");
    Digest report = strip(ledger);

    Json.Obj verified = offline(ledger);

    assertThat(verified.flag("identical")).as(verified.toString()).isTrue();
    assertThat(verified.text("now_sha256")).isEqualTo(report.hex());
  }

  /// What a redactor takes for a secret must be one again when a stand-in takes its place.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "tok-SECRET-998877",
        "9f86d081884c7d659a2feaa0c55ad015",
        "6f1c2a9e-7b54-4f0e-9d1a-2b7c3d4e5f60",
        "dGhpcyBpcyBhIHNlY3JldCB2YWx1ZQ==",
        "correcthorsebattery",
        "rfwwrsjfhkjpwpdwb",
        "482913"
      })
  void replayOffline_capturedToken_reproducesTheReportWhereverItWent(String token)
      throws IOException {
    Path calls = folder.resolve("calls.workflow");
    Files.writeString(
        calls,
        """
        version: "3.11"
        id: calls
        name: calls
        input: [ { name: email, type: Text }, { name: planId, type: Text } ]
        stages:
          - { name: login, kind: Endpoint, apiRef: accounts, endpoint: /login, httpVerb: POST,
              output: { token: "{{response.body.token}}" } }
          - { name: use, kind: Endpoint, apiRef: accounts, endpoint: /use, httpVerb: POST,
              headers: { Authorization: "Bearer {{stage:login.output.token}}",
                         X-Own: "{{stage:login.output.token}}" },
              body: '{"q": "{{stage:login.output.token}}"}' }
        """);
    Path ledger;
    try (Service service =
        new Service()
            .answers("/login", Service.Answer.json(200, "{\"token\":\"" + token + "\"}"))
            .answers("/use", Service.Answer.json(200, "{\"seen\":\"" + token + "\"}"))) {
      Said said = Replays.run(calls, service.url(), "--capture-http", "bodies");
      assertThat(said.code()).as(said.toString()).isZero();
      ledger = Onboarding.only(folder, ".ledger");
    }
    assertThat(StoredText.of(ledger)).doesNotContain(token);

    Json.Obj verified = offline(ledger);

    assertThat(verified.flag("identical")).as(verified.toString()).isTrue();
  }

  @Test
  void replayOffline_attemptsOfARetryAndAReplay_reproduceTheReport() throws IOException {
    try (Service service = Onboarding.working()) {
      service.answers(Onboarding.PAYMENT, Service.Answer.json(400, "{}"));
      Path ledger = recorded(service);
      ended(clew("retry", ledger.toString(), "--quiet"), 1);
      service.answers(Onboarding.PAYMENT, Service.Answer.json(201, "{\"id\":\"cus_1\"}"));
      ended(clew("replay", ledger.toString(), "--quiet"), 0);
      Digest report = strip(ledger);

      Json.Obj verified = offline(ledger);

      assertThat(verified.flag("identical")).as(verified.toString()).isTrue();
      assertThat(verified.text("now_sha256")).isEqualTo(report.hex());
      assertThat(verified.whole("stages_executed")).isEqualTo(3 + 3 + 4);
    }
  }

  static List<Arguments> changes() {
    return List.of(
        Arguments.of("\"source\": \"api\"", "\"source\": \"web\"", "create-account", "body/source"),
        Arguments.of("/api/customers", "/api/clients", "setup-payment", "url"),
        Arguments.of(
            "tokens\"\n    httpVerb: \"POST\"",
            "tokens\"\n    httpVerb: \"PUT\"",
            "issue-jwt",
            "method"),
        Arguments.of(
            "headers:\n",
            "headers:\n      Accept: \"text/html\"\n",
            "setup-payment",
            "header Accept"),
        Arguments.of("\"Bearer {{", "\"Token {{", "setup-payment", "header Authorization"));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void replayOffline_oneTemplateChanged_namesStageAndField(
      String was, String is, String stage, String field) throws IOException {
    Path ledger;
    try (Service service = Onboarding.working()) {
      ledger = recorded(service);
    }
    String text = Onboarding.text();
    assertThat(text).contains(was);
    Path changed =
        Files.writeString(folder.resolve("changed.workflow"), replaceFirst(text, was, is));

    Json.Obj verified = offline(ledger, "--definition", changed.toString());

    assertThat(verified.flag("identical")).isFalse();
    Json.Obj drift = verified.objects("drift").getFirst();
    assertThat(drift.text("stage")).as(verified.toString()).isEqualTo(stage);
    assertThat(drift.text("field")).isEqualTo(field);
    assertThat(drift.text("recorded")).isNotEqualTo(drift.text("now"));
    ended(clew("replay", ledger.toString(), "--offline", "--definition", changed.toString()), 1);
  }

  private static String replaceFirst(String text, String was, String is) {
    int at = text.indexOf(was);
    return text.substring(0, at) + is + text.substring(at + was.length());
  }

  /// No request differs, and the outcome does.
  @Test
  void replayOffline_otherExpectedStatus_namesTheRow() throws IOException {
    Path ledger;
    try (Service service = Onboarding.working()) {
      ledger = recorded(service);
    }
    Path changed =
        Files.writeString(
            folder.resolve("changed.workflow"),
            Onboarding.text()
                .replace("paymentCustomerId: \"{{response.body.id}}\"", "other: \"x\""));
    Said said = clew("replay", ledger.toString(), "--offline", "--definition", changed.toString());
    ended(said, said.code() == 2 ? 2 : 1);
    assertThat(said.out() + said.err()).contains("paymentCustomerId");
  }

  @Test
  void replayOffline_bodyNotCaptured_isBlockedByName() {
    try (Service service = Onboarding.working()) {
      ended(Replays.run(workflow, service.url()), 0);
    }
    Path ledger = Onboarding.only(folder, ".ledger");

    Said said = clew("replay", ledger.toString(), "--offline");

    ended(said, 1);
    assertThat(said.out())
        .contains("blocked: body_not_captured create-account")
        .contains("--capture-http bodies");
  }

  @Test
  void replayOffline_killedRun_isBlockedWhereTheRecordingEnds() throws Exception {
    try (Service service = Onboarding.working().blocks(Onboarding.PAYMENT)) {
      Clew.Running running =
          Clew.in(folder).start(Onboarding.run(service.url(), "--capture-http", "bodies"));
      service.awaitBlocked();
      running.kill();
      running.ended();
    }
    Said said = clew("replay", Onboarding.only(folder, ".ledger").toString(), "--offline");
    ended(said, 1);
    assertThat(said.out()).contains("exchange_not_recorded setup-payment");
  }
}
