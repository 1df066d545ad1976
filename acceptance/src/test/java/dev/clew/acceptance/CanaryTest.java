package dev.clew.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// 200 secrets in eight forms over every sink: none is found.
class CanaryTest {
  private static final int BATCHES = 10;
  private static final String SPECIAL = "+/&\"<'=%~";
  private static final String PLAIN = "-_.9";

  @TempDir private Path folder;

  /// 20 canaries, four of each kind.
  ///
  /// @param declared inputs that the workflow declares secret
  /// @param captured members of answers that are named like secrets
  /// @param headers of answers that are named like secrets
  /// @param written in the workflow itself, under names of secrets
  /// @param urls userinfo and query
  private record Batch(
      List<Canary> declared,
      List<Canary> captured,
      List<Canary> headers,
      List<Canary> written,
      List<Canary> urls) {

    static Batch of(Random random) {
      return new Batch(
          four(random, SPECIAL),
          four(random, SPECIAL),
          four(random, PLAIN),
          four(random, PLAIN),
          four(random, PLAIN));
    }

    private static List<Canary> four(Random random, String tail) {
      List<Canary> four = new ArrayList<>();
      for (int at = 0; at < 4; at++) {
        four.add(Canary.of(random, tail));
      }
      return four;
    }

    List<Canary> all() {
      List<Canary> all = new ArrayList<>();
      List.of(declared, captured, headers, written, urls).forEach(all::addAll);
      return all;
    }

    /// Every canary in every form, a line each.
    String echo() {
      StringBuilder echo = new StringBuilder("the service says:\n");
      for (Canary canary : all()) {
        canary.forms().forEach((name, form) -> echo.append("got ").append(form).append(" ?\n"));
      }
      return echo.toString();
    }

    String workflow() {
      StringBuilder out = new StringBuilder("version: \"1.0\"\nname: canaries\ninput:\n");
      for (int at = 0; at < 4; at++) {
        out.append("  - {name: s")
            .append(at)
            .append(", type: Text, required: true, secret: true}\n");
      }
      return out.append("stages:\n")
          .append(stage("login", "/login"))
          .append("    body: |\n      {\"password\": ")
          .append(quoted(written.get(0)))
          .append(", \"pin\": \"{{input.s0}}\"}\n")
          .append("    output:\n      jwt: \"{{response.body.token}}\"\n")
          .append("      second: \"{{response.body.session.access_token}}\"\n")
          .append(stage("use", "/use/{{input.s1}}?access_token=" + urls.get(0).value()))
          .append("    headers:\n")
          .append("      Authorization: \"Bearer {{stage:login.output.jwt}}\"\n")
          .append("      X-Api-Key: ")
          .append(quoted(written.get(1)))
          .append('\n')
          .append("      X-Whatever: \"{{input.s2}}\"\n")
          .append("      Cookie: ")
          .append(quoted("sid=" + written.get(2).value()))
          .append('\n')
          .append("    query:\n")
          .append("      q: \"{{input.s3}}\"\n")
          .append("      api_key: ")
          .append(quoted(written.get(3)))
          .append('\n')
          .append("      sig: ")
          .append(quoted(urls.get(1)))
          .append('\n')
          .append("    body: |\n")
          .append("      {\"one\": \"{{input.s0}}\", \"two\": \"{{stage:login.output.second}}\"}\n")
          .append("    output:\n      echoed: \"{{response.body.echo}}\"\n")
          .append(stage("tolerated", "/tolerated"))
          .append("    expectedStatuses: [200, 418]\n")
          .append("    output:\n      all: \"{{response.body}}\"\n")
          .append(stage("fails", "/fails"))
          .append("endStage:\n  output:\n")
          .append("    jwt: \"{{stage:login.output.jwt}}\"\n")
          .append("    echoed: \"{{stage:use.output.echoed}}\"\n")
          .append("    all: \"{{stage:tolerated.output.all}}\"\n")
          .append("    input: \"{{input.s0}}\"\n")
          .toString();
    }

    private static String stage(String name, String endpoint) {
      return "  - name: "
          + name
          + "\n    kind: Endpoint\n    apiRef: service\n    endpoint: \""
          + endpoint
          + "\"\n    httpVerb: POST\n";
    }

    private static String quoted(Canary canary) {
      return quoted(canary.value());
    }

    private static String quoted(String text) {
      return Json.of(text).toString();
    }

    Service service() {
      Json login =
          Json.object()
              .put("token", captured.get(0).value())
              .put(
                  "session",
                  Json.object()
                      .put("access_token", captured.get(1).value())
                      .put("refresh_token", captured.get(2).value())
                      .build())
              .put("client_secret", captured.get(3).value())
              .build();
      Map<String, String> heads = new LinkedHashMap<>();
      heads.put("Set-Cookie", "sid=" + headers.get(0).value() + "; Path=/; HttpOnly");
      heads.put("X-Auth-Token", headers.get(1).value());
      heads.put("X-Amz-Security-Token", headers.get(2).value());
      heads.put(
          "Location",
          "https://someone:" + urls.get(2).value() + "@example.com/?token=" + urls.get(3).value());
      heads.put("X-Invented-By-Somebody", headers.get(3).value());
      String echo = Json.object().put("echo", echo()).put("error", echo()).build().toString();
      return new Service()
          .answers("/login", new Service.Answer(200, "application/json", login.toString(), heads))
          .answers("/use/" + declared.get(1).value(), Service.Answer.json(200, echo))
          .answers("/tolerated", Service.Answer.json(418, echo))
          .answers("/fails", new Service.Answer(500, "text/plain", echo(), Map.of()));
    }

    /// Known by value when the echo comes. A header that somebody invented is only not shown.
    List<Canary> known() {
      List<Canary> known = new ArrayList<>(all());
      known.remove(headers.get(3));
      return known;
    }
  }

  /// Everything that came out: names of files, files, stdout, stderr.
  private record Out(Map<String, String> sinks) {
    static Out of(Path folder, Clew.Ran... ran) throws IOException {
      Map<String, String> sinks = new LinkedHashMap<>();
      for (Path path : Onboarding.all(folder, "")) {
        sinks.put(path.toString(), StoredText.of(path));
        sinks.merge("file names", path + "\n", String::concat);
      }
      for (int at = 0; at < ran.length; at++) {
        sinks.put("stdout " + at, ran[at].out());
        sinks.put("stderr " + at, ran[at].err());
      }
      sinks.replaceAll((sink, text) -> text.toLowerCase(Locale.ROOT));
      return new Out(sinks);
    }
  }

  private Clew.Ran run(Batch batch, Path out, String... more) throws IOException {
    Path source = Files.createDirectories(folder.resolve("source"));
    Path workflow = Files.writeString(source.resolve("canaries.workflow"), batch.workflow());
    try (Service service = batch.service()) {
      List<String> arguments =
          new ArrayList<>(List.of("run", workflow.toString(), "--capture-http", "bodies"));
      arguments.addAll(
          List.of("--out", out.toString(), "--junit", out.resolve("j.xml").toString()));
      arguments.addAll(List.of("--base-url", "service=" + service.url()));
      for (int at = 0; at < 4; at++) {
        arguments.addAll(List.of("--input", "s" + at + "=" + batch.declared().get(at).value()));
      }
      arguments.addAll(List.of(more));
      Clew.Ran ran = Clew.in(folder).run(arguments.toArray(String[]::new));
      assertThat(ran.code()).as(ran.toString()).isEqualTo(1);
      assertThat(service.requests()).as("every stage was sent").hasSize(4);
      return ran;
    }
  }

  @Test
  void run_canariesEverywhere_noneIsFound() throws IOException {
    long seed = Long.getLong("seed", 742L);
    System.out.println("seed " + seed + " (-Dseed=" + seed + ")");
    Random random = new Random(seed);
    for (int number = 0; number < BATCHES; number++) {
      Batch batch = Batch.of(random);
      Path out = Files.createDirectories(folder.resolve("out-" + number));
      Clew.Ran ran = run(batch, out, number % 2 == 0 ? "--strict" : "--json");
      List<Clew.Ran> said = new ArrayList<>(List.of(ran));
      if (number == 0) {
        String ledger = Onboarding.only(out, ".ledger").toString();
        Clew clew = Clew.in(folder);
        said.add(clew.run("why", ledger));
        said.add(clew.run("events", ledger, "--raw"));
        said.add(clew.run("list", out.toString(), "--json"));
        said.add(clew.run("report", ledger, "--out", out.resolve("again").toString()));
      }
      Out everything = Out.of(out, said.toArray(Clew.Ran[]::new));
      assertThat(everything.sinks()).hasSizeGreaterThanOrEqualTo(8);
      List<String> leaks = new ArrayList<>();
      everything
          .sinks()
          .forEach((sink, text) -> {
            for (Canary canary : batch.known()) {
              for (String form : canary.foundIn(text)) {
                leaks.add(place(batch, canary) + " as " + form + " in " + sink);
              }
            }
          });
      assertThat(leaks).as("seed %s, batch %s", seed, number).isEmpty();
    }
  }

  @Test
  void run_noRedact_everyCanaryIsFoundAndTheReportIsMarked() throws IOException {
    Random random = new Random(1);
    Batch batch = Batch.of(random);
    Path out = Files.createDirectories(folder.resolve("open"));
    run(batch, out, "--no-redact");
    String ledger = StoredText.of(Onboarding.only(out, ".ledger")).toLowerCase(Locale.ROOT);
    for (Canary canary : batch.all()) {
      assertThat(canary.foundIn(ledger))
          .as(place(batch, canary))
          .contains("core", "url", "form", "base64", "base64url", "hex");
    }
    for (String report : List.of(".report.json", ".report.html")) {
      assertThat(Onboarding.read(Onboarding.only(out, report))).contains("\"redaction\":\"off\"");
    }
  }

  @Test
  void run_secretInTheNameOfTheWorkflow_isNotInAFileNameOrOnTheTerminal() throws IOException {
    Canary canary = Canary.of(new Random(2), "");
    Path workflow =
        Files.writeString(
            folder.resolve("w.workflow"),
            "version: \"1.0\"\nname: job-"
                + canary.value()
                + "\ninput:\n  - {name: s, type: Text, required: true, secret: true}\n"
                + "stages:\n  - {name: a, kind: Endpoint, apiRef: service, endpoint: /a, httpVerb:"
                + " GET}\n");
    Path out = folder.resolve("named");
    try (Service service = new Service().answers("/a", Service.Answer.json(500, "{}"))) {
      Clew.Ran ran =
          Clew.in(folder)
              .run(
                  "run",
                  workflow.toString(),
                  "--input",
                  "s=" + canary.value(),
                  "--out",
                  out.toString(),
                  "--base-url",
                  "service=" + service.url(),
                  "--junit",
                  out.resolve("j.xml").toString());
      assertThat(ran.code()).isEqualTo(1);
      Out.of(out, ran)
          .sinks()
          .forEach((sink, text) -> assertThat(canary.foundIn(text)).as(sink).isEmpty());
    }
  }

  @Test
  void run_secretInputOfTheWrongType_isNotShown() throws IOException {
    Canary canary = Canary.of(new Random(3), "");
    Files.writeString(
        folder.resolve("w.workflow"),
        "version: \"1.0\"\nname: w\ninput:\n"
            + "  - {name: pin, type: Object, required: true, secret: true}\n"
            + "stages:\n  - {name: a, kind: Endpoint, apiRef: service, endpoint: /a, httpVerb:"
            + " GET}\n");
    Clew.Ran ran =
        Clew.in(folder)
            .run(
                "run",
                "w.workflow",
                "--input",
                "pin=" + canary.value(),
                "--base-url",
                "service=http://127.0.0.1:1");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("pin");
    assertThat(canary.foundIn((ran.out() + ran.err()).toLowerCase(Locale.ROOT))).isEmpty();
  }

  private static String place(Batch batch, Canary canary) {
    Map<String, List<Canary>> kinds = new LinkedHashMap<>();
    kinds.put("declared", batch.declared());
    kinds.put("captured", batch.captured());
    kinds.put("headers", batch.headers());
    kinds.put("written", batch.written());
    kinds.put("urls", batch.urls());
    for (Map.Entry<String, List<Canary>> kind : kinds.entrySet()) {
      if (kind.getValue().contains(canary)) {
        return kind.getKey() + "[" + kind.getValue().indexOf(canary) + "]";
      }
    }
    throw new AssertionError();
  }
}
