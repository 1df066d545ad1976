package dev.clew.diff;

import static dev.clew.core.Detail.all;
import static dev.clew.core.Detail.content;
import static dev.clew.core.Detail.file;
import static dev.clew.core.Detail.payload;
import static dev.clew.core.Detail.with;
import static dev.clew.core.Detail.withAll;

import dev.clew.core.Detail;
import dev.clew.core.TestLedger;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.fact.artifact.ArtifactWritten;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.call.Body;
import dev.clew.core.fact.call.ToolCallEnded;
import dev.clew.core.fact.call.ToolCallStarted;
import dev.clew.core.fact.log.LogLine;
import dev.clew.core.fact.part.BaseUrl;
import dev.clew.core.fact.part.NamedText;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.fact.run.SecretDigest;
import dev.clew.core.fact.stage.DecisionMade;
import dev.clew.core.fact.stage.StageEnded;
import dev.clew.core.fact.stage.StagePlanned;
import dev.clew.core.fact.stage.StageReference;
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
  final List<SecretDigest> secrets = new ArrayList<>();
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
    Kind ended = Kind.STAGE_COMPLETED;
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
    return TestProfiles.of(ledger());
  }

  TestLedger ledger() {
    return record(new TestLedger(), 1);
  }

  TestLedger record(TestLedger ledger, int attempt) {
    if (attempt == 1) {
      ledger.runCreated(
          with(RunCreated.NAME, "order"),
          with(RunCreated.ENVIRONMENT, environment),
          with(RunCreated.INPUTS, named(inputs)));
    }
    files.forEach((name, text) -> ledger.configCaptured("workflow", name, content(text)));
    for (Stage stage : stages) {
      List<StageReference> references = new ArrayList<>();
      for (String used : stage.uses) {
        references.add(
            new StageReference(new Attributes().with(StageReference.STAGE, used).build()));
      }
      ledger.stagePlanned(stage.name, with(StagePlanned.REFERENCES, references));
    }
    Json.Obj shop = new Attributes().with(BaseUrl.API, "shop").with(BaseUrl.URL, baseUrl).build();
    ledger.runStarted(
        with(AttemptStarted.ATTEMPT, attempt),
        withAll(new Json.Obj(facts)),
        with(AttemptStarted.BASE_URLS, List.of(new BaseUrl(shop))),
        with(AttemptStarted.SECRETS, secrets));
    for (Stage stage : stages) {
      record(stage, ledger);
    }
    logs.forEach((id, text) ->
        ledger.event(Kind.LOG, with(LogLine.TEMPLATE_ID, id), with(LogLine.TEMPLATE, text)));
    if (!invoice.isEmpty()) {
      ledger.artifactWritten(
          "invoice-" + attempt,
          Detail.stage("pay"),
          file("final", invoicePath),
          with(ArtifactWritten.CHECKSUM, invoice));
    }
    return ledger.runFinished(status);
  }

  private void record(Stage stage, TestLedger ledger) {
    Boolean decision = stage.decision;
    if (decision != null) {
      ledger.event(
          Kind.DECISION_EVALUATED,
          Detail.stage(stage.name),
          with(DecisionMade.PURPOSE, "run_if"),
          with(DecisionMade.EXPRESSION, "pay.status == 200"),
          with(DecisionMade.SHOWN, stage.shown),
          with(DecisionMade.RESULT, decision),
          with(DecisionMade.CHOSEN, decision ? "run" : "skip"));
      if (!decision) {
        ledger.stageSkipped(stage.name);
        return;
      }
    }
    int tries = stage.failedTries == null ? 1 : stage.failedTries + 1;
    for (int number = 1; number <= tries; number++) {
      attempt(stage, ledger, number, number < tries ? 503 : stage.answer);
    }
    ledger.event(
        stage.ended,
        Detail.stage(stage.name),
        with(StageEnded.OUTPUTS, named(stage.outputs)),
        with(StageEnded.HTTP_STATUS, stage.answer));
  }

  private void attempt(Stage stage, TestLedger ledger, int number, int answer) {
    if (number > 1) {
      ledger.stageRetryScheduled(stage.name);
    }
    String call = "call_" + stage.name + number;
    String tried = stage.name + "#" + number;
    ledger
        .stageStarted(tried)
        .toolCallStarted(
            call,
            Detail.stage(tried),
            with(ToolCallStarted.CALL_TYPE, "http"),
            with(ToolCallStarted.METHOD, stage.method),
            with(ToolCallStarted.URL, baseUrl + stage.path),
            with(ToolCallStarted.HEADERS, headers(stage.headers)),
            body(ToolCallStarted.BODY, stage.request))
        .toolCallCompleted(
            call,
            Detail.stage(tried),
            with(ToolCallEnded.HTTP_STATUS, answer),
            with(ToolCallEnded.HEADERS, headers(stage.answerHeaders)),
            body(ToolCallEnded.BODY, answer == 503 ? null : stage.response));
  }

  private Detail body(Attribute<Body> attribute, @Nullable Json json) {
    if (json == null) {
      return all();
    }
    Payload whole = Payload.of(json.toString());
    Attributes about =
        new Attributes()
            .with(Body.SIZE_BYTES, whole.sizeBytes())
            .with(Body.CAPTURED, bodies ? Body.ALL : Body.NONE);
    return all(with(attribute, new Body(about.build())), payload(bodies ? whole : null));
  }

  private static List<NamedText> headers(Map<String, String> headers) {
    List<NamedText> out = new ArrayList<>();
    headers.forEach((name, value) -> out.add(NamedText.of(name, value)));
    return out;
  }

  private static List<NamedValue> named(Map<String, Json> values) {
    List<NamedValue> out = new ArrayList<>();
    values.forEach((name, value) ->
        out.add(
            new NamedValue(
                new Attributes()
                    .with(NamedValue.NAME, name)
                    .with(NamedValue.VALUE, value)
                    .build())));
    return out;
  }
}
