package dev.clew.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.document.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A row of the table that is executed, and what is seen of it then: in the report in the shape of
/// SIH, in what is printed, or in what a model was sent.
///
/// The input is a workflow. A line `$ WORD …` gives words to the command line; what follows a line
/// `=== FILE` is that file; `@URL` and `@PORT` are the service's.
final class SihObserved {
  static final String REPORT = "observed";
  static final String PRINTS = "says";
  static final String CHECKS = "checked";
  static final String SENT = "sent";
  static final List<String> KINDS = List.of(REPORT, PRINTS, CHECKS, SENT);
  private static final String FILE = "=== ";
  private static final String WORDS = "$ ";

  private final SihFolder folder;
  private final SihService service;
  private final List<String> words = new ArrayList<>();
  private boolean hasCatalog;

  private SihObserved(SihFolder folder, SihService service) {
    this.folder = folder;
    this.service = service;
  }

  static void holds(SihRow row, SihFolder folder, SihService service) throws Exception {
    new SihObserved(folder, service).holds(row);
  }

  private void holds(SihRow row) throws Exception {
    write(row.input());
    if (row.kind().equals(CHECKS)) {
      SihFolder.Ran ran =
          folder.clew("check", folder.file("w.workflow"), "-e", "local", "--no-network");
      assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
      assertThat(ran.out() + ran.err()).contains(row.expected());
      return;
    }
    SihFolder.Ran ran = run();
    assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
    switch (row.kind()) {
      case PRINTS -> assertThat(ran.out() + ran.err()).contains(row.expected());
      case SENT -> seen(row, service.asked());
      default -> seen(row, SihProbe.sihReport(folder));
    }
  }

  private SihFolder.Ran run() {
    if (!hasCatalog) {
      words.addAll(List.of("--base-url", "ai=" + service.url() + "/v1"));
      return folder.run(service, words.toArray(String[]::new));
    }
    List<String> all = new ArrayList<>(List.of("run", folder.file("w.workflow"), "-e", "local"));
    all.addAll(List.of("--out", folder.file("out")));
    all.addAll(words);
    return folder.clew(all.toArray(String[]::new));
  }

  private void write(String input) {
    StringBuilder text = new StringBuilder();
    String name = "";
    for (String line : input.split("\n", -1)) {
      if (line.startsWith(FILE)) {
        file(name, text.toString());
        text.setLength(0);
        name = line.substring(FILE.length()).strip();
      } else if (line.startsWith(WORDS)) {
        words.addAll(List.of(line.substring(WORDS.length()).split(" ", -1)));
      } else {
        text.append(line).append('\n');
      }
    }
    file(name, text.toString());
  }

  private void file(String name, String text) {
    String port = service.url().substring(service.url().lastIndexOf(':') + 1);
    String known = text.replace("@URL", service.url()).replace("@PORT", port);
    hasCatalog |= name.equals("api.catalog");
    if (name.isEmpty()) {
      boolean isWhole = known.contains("stages:");
      folder.workflow(
          isWhole
              ? known
              : known
                  + "stages: [ { name: ok, kind: Endpoint, apiRef: svc, endpoint: /ok, httpVerb: GET } ]\n");
    } else {
      folder.write(name, known);
    }
  }

  private static void seen(SihRow row, Json.Obj in) throws Exception {
    for (String fact : row.expected().split(" · ", -1)) {
      int equals = fact.indexOf('=');
      String path = fact.substring(0, equals).strip();
      Json found = at(in, path);
      String text =
          found instanceof Json.Str said
              ? said.value()
              : found == null ? "nothing" : JsonWriter.compact(found);
      assertThat(text.replace("\n", "\\n"))
          .as("%s of %s", path, JsonText.parse(JsonWriter.compact(in)))
          .isEqualTo(fact.substring(equals + 1).strip());
    }
  }

  private static @Nullable Json at(Json.Obj in, String path) {
    Json at = in;
    for (String step : path.split("\\.", -1)) {
      at =
          switch (at) {
            case Json.Arr list -> list.items().get(Integer.parseInt(step));
            case Json.Obj object -> object.get(step);
            case null, default -> null;
          };
    }
    return at;
  }

  /// What a model was asked last, with the headers that matter.
  static Json.Obj asked(String path, Map<String, String> headers, String body) {
    Json parsed;
    try {
      parsed = JsonText.parse(body);
    } catch (JsonText.Malformed e) {
      parsed = Json.of(body);
    }
    Json.Builder out = Json.object().put("path", path);
    headers.forEach(out::put);
    return out.put("body", Objects.requireNonNull(parsed)).build();
  }
}
