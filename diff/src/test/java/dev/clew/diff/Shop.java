package dev.clew.diff;

import dev.clew.core.event.Payload;
import dev.clew.core.json.Json;
import dev.clew.diff.part.RunProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An order at a shop, of which a test changes one thing: three calls, each with what the one
/// before it was answered; one stage with a condition; an artifact; a log line.
final class Shop {
  final Map<String, Json> inputs = new LinkedHashMap<>(Map.of("customer", Json.of("Ada")));
  final Map<String, String> files =
      new LinkedHashMap<>(Map.of("order.workflow", "name: order\nstages:\n  - cart\n  - pay\n"));
  final Map<String, Json> facts =
      new LinkedHashMap<>(Map.of("clew_version", Json.of("0.1.0"), "seed", Json.of("a")));
  final List<Stage> stages = new ArrayList<>();
  final List<Json> secrets = new ArrayList<>();
  final Map<String, String> logs = new LinkedHashMap<>(Map.of("tpl_1", "order taken"));
  String environment = "test";
  String baseUrl = "https://shop.example.com";
  String invoice = "sha256:" + "a".repeat(64);
  String invoicePath = "invoice.pdf";
  String status = "succeeded";
  boolean bodies = true;

  static final class Stage {
    String name;
    String method = "POST";
    String path;
    Map<String, String> headers = new LinkedHashMap<>(Map.of("Accept", "application/json"));
    @Nullable Json request;
    int answer = 200;
    Map<String, String> answerHeaders = new LinkedHashMap<>(Map.of("X-Api", "3"));
    @Nullable Json response;
    Map<String, Json> outputs = new LinkedHashMap<>();
    List<String> uses = new ArrayList<>();
    String ended = "stage_completed";
    @Nullable Integer failedTries;
    @Nullable Boolean decision;
    String shown = "";

    public Stage(String name, String path) {
      this.name = name;
      this.path = path;
    }
  }

  Shop() {
    this("ORD-7001");
  }

  /// @param order the id that the shop gives to the order
  Shop(String order) {
    Stage cart = stage("cart", "/carts");
    cart.request = Json.object().put("customer", "Ada").build();
    cart.response =
        Json.object()
            .put("id", order)
            .put("total", 30L)
            .put("state", "open")
            .put("items", List.of(item("book", 10), item("pen", 20)))
            .build();
    cart.outputs.put("orderId", Json.of(order));
    Stage pay = stage("pay", "/orders/" + order + "/payment");
    pay.request = Json.object().put("order", order).put("amount", 30L).build();
    pay.response = Json.object().put("paid", true).build();
    pay.uses.add("cart");
    Stage mail = stage("mail", "/mails");
    mail.request = Json.object().put("text", "Your order " + order + " is paid.").build();
    mail.response = Json.object().put("queued", true).build();
    mail.decision = true;
    mail.shown = "200 == 200";
    mail.uses.add("pay");
  }

  static Json item(String name, long price) {
    return Json.object().put("name", name).put("price", price).build();
  }

  private Stage stage(String name, String path) {
    Stage stage = new Stage(name, path);
    stages.add(stage);
    return stage;
  }

  Stage stage(String name) {
    for (Stage stage : stages) {
      if (stage.name.equals(name)) {
        return stage;
      }
    }
    throw new AssertionError("no stage " + name);
  }

  RunProfile profile() {
    return script().profile();
  }

  RunScript script() {
    RunScript script = new RunScript();
    write(script, 1);
    return script;
  }

  void write(RunScript script, int attempt) {
    if (attempt == 1) {
      script.row(
          "run_created",
          null,
          Json.object()
              .put("name", "order")
              .put("environment", environment)
              .put("inputs", named(inputs))
              .build());
    }
    files.forEach((name, text) -> {
      Payload content = Payload.of(text);
      script.row(
          "config_captured",
          null,
          Json.object()
              .put("role", "workflow")
              .put("name", name)
              .put("sha256", content.digest().hex())
              .build(),
          1,
          null,
          List.of(),
          content);
    });
    for (Stage stage : stages) {
      List<Json> references = new ArrayList<>();
      for (String used : stage.uses) {
        references.add(Json.object().put("stage", used).build());
      }
      script.row("stage_planned", stage.name, Json.object().put("references", references).build());
    }
    Json.Builder started = Json.object().put("attempt", attempt);
    facts.forEach(started::put);
    script.row(
        "run_started",
        null,
        started
            .put("base_urls", List.of(Json.object().put("api", "shop").put("url", baseUrl).build()))
            .put("secrets", secrets)
            .build());
    for (Stage stage : stages) {
      write(stage, script);
    }
    logs.forEach((id, text) ->
        script.row(
            "log", null, Json.object().put("template_id", id).put("template", text).build()));
    if (!invoice.isEmpty()) {
      script.row(
          "artifact_written",
          "pay",
          Json.object()
              .put("artifact_kind", "final")
              .put("path", invoicePath)
              .put("checksum", invoice)
              .build(),
          1,
          null,
          List.of("invoice-" + attempt),
          null);
    }
    script.row("run_finished", null, Json.object().put("status", status).build());
  }

  private void write(Stage stage, RunScript script) {
    Boolean decision = stage.decision;
    if (decision != null) {
      script.row(
          "decision_evaluated",
          stage.name,
          Json.object()
              .put("purpose", "run_if")
              .put("expression", "pay.status == 200")
              .put("shown", stage.shown)
              .put("result", decision.booleanValue())
              .put("chosen", decision ? "run" : "skip")
              .build());
      if (!decision) {
        script.row("stage_skipped", stage.name, Json.EMPTY_OBJECT);
        return;
      }
    }
    int tries = stage.failedTries == null ? 1 : stage.failedTries + 1;
    for (int number = 1; number <= tries; number++) {
      attempt(stage, script, number, number < tries ? 503 : stage.answer);
    }
    script.row(
        stage.ended,
        stage.name,
        Json.object()
            .put("outputs", named(stage.outputs))
            .put("http_status", stage.answer)
            .build());
  }

  private void attempt(Stage stage, RunScript script, int number, int answer) {
    if (number > 1) {
      script.row("stage_retry_scheduled", stage.name, Json.EMPTY_OBJECT);
    }
    String call = "call_" + stage.name + number;
    script.row("stage_started", stage.name, Json.EMPTY_OBJECT, number, null, List.of(), null);
    exchange(
        script,
        "tool_call_started",
        stage,
        number,
        call,
        Json.object()
            .put("type", "http")
            .put("method", stage.method)
            .put("url", baseUrl + stage.path)
            .put("headers", headers(stage.headers)),
        stage.request);
    exchange(
        script,
        "tool_call_completed",
        stage,
        number,
        call,
        Json.object().put("http_status", answer).put("headers", headers(stage.answerHeaders)),
        answer == 503 ? null : stage.response);
  }

  private void exchange(
      RunScript script,
      String kind,
      Stage stage,
      int number,
      String call,
      Json.Builder about,
      @Nullable Json body) {
    Payload payload = null;
    if (body != null) {
      Payload whole = Payload.of(body.toString());
      payload = bodies ? whole : null;
      about.put(
          "body",
          Json.object()
              .put("size_bytes", whole.sizeBytes())
              .put("captured", bodies ? "all" : "none")
              .build());
    }
    script.row(kind, stage.name, about.build(), number, call, List.of(), payload);
  }

  private static List<Json> headers(Map<String, String> headers) {
    List<Json> out = new ArrayList<>();
    headers.forEach(
        (name, value) -> out.add(Json.object().put("name", name).put("value", value).build()));
    return out;
  }

  private static List<Json> named(Map<String, Json> values) {
    List<Json> out = new ArrayList<>();
    values.forEach(
        (name, value) -> out.add(Json.object().put("name", name).put("value", value).build()));
    return out;
  }
}
