package dev.clew.document;

import static dev.clew.core.Detail.artifact;
import static dev.clew.core.Detail.at;
import static dev.clew.core.Detail.stage;
import static dev.clew.core.Detail.toolCall;
import static dev.clew.core.Detail.withAll;

import dev.clew.core.Detail;
import dev.clew.core.TestLedger;
import dev.clew.core.event.Kind;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Events of every kind whose attributes have every name that clew reads, and any value.
final class AnyEvents {
  private static final List<String> NAMES =
      List.of(
          ("active actual again argv artifact_id artifact_kind assertions_block attempt attempt_of"
                  + " attempts base_urls because blocking body breaker bundle candidates capped captures cause"
                  + " cause_chain cause_stage checksum chosen chunk code connect_ms consumes content_type context"
                  + " contract correlation_id cpu_ms created_at cut cwd definition delay_ms depends_on derived_from"
                  + " description digest direction due_ms effect_id elapsed_ms environment error exec execution_key"
                  + " exit_code expected expects explanation expression failures files first_byte_ms for from group"
                  + " headers host http_status http_version idempotency_key index inputs items iteration keys kind"
                  + " latency lease_ms left_out length level limit_ms loop max_parallel message messages method"
                  + " missing mocked mode name offset open_ms operands operation operator original_length"
                  + " original_offset outcome output outputs over_limit passed path persisted pid process produces"
                  + " profile purpose quote ranges raw reason redaction redactions redirect references remote_address"
                  + " removed replay_from replay_of report request response result reused_from role row rule safe"
                  + " scope secrets seed sent_nothing set sha256 shown signal size_bytes source stage started_at"
                  + " status stream strict_contract target template template_id tier time to total trace_id tree"
                  + " type unlisted url value values version violations what when where why window workflow_id"
                  + " wraps")
              .split(" "));

  /// What such objects have as members, so that they are nearly right.
  private static final List<String> MEMBERS =
      List.of(
          "name",
          "value",
          "code",
          "message",
          "secret",
          "missing",
          "origin",
          "stage",
          "field",
          "path",
          "total",
          "succeeded",
          "failed",
          "items",
          "mode",
          "max_parallel",
          "profile",
          "color",
          "label",
          "band",
          "min_ms",
          "max_ms",
          "size_bytes",
          "captured",
          "content_type",
          "reason",
          "text",
          "quote",
          "api",
          "url",
          "source",
          "final_artifacts",
          "claim",
          "heartbeat_ms",
          "stdout",
          "operator",
          "left",
          "right",
          "result",
          "children",
          "artifact_id",
          "type",
          "limit");

  private static final List<String> WORDS =
      List.of(
          "",
          "a",
          "failed",
          "succeeded",
          "not_reached",
          "committed",
          "final",
          "input",
          "out/x",
          "2026-11-22T13:00:00Z",
          "sha256:00",
          "all",
          "none",
          "save",
          "1",
          "\u0000\u202e",
          "<b>",
          "process",
          "http",
          "GET",
          "https://x/",
          "'); drop",
          "\ud83d\ude00",
          "error",
          "warn");

  private final Random random;

  AnyEvents(Random random) {
    this.random = random;
  }

  List<Row> rows(int count) {
    TestLedger run = new TestLedger();
    List<Kind> kinds = List.of(Kind.values());
    for (int number = 0; number < count; number++) {
      Kind kind = kinds.get(random.nextInt(kinds.size()));
      List<Detail> details = new ArrayList<>(List.of(at(number)));
      if (random.nextInt(4) > 0) {
        details.add(stage(pick(List.of("a", "b", "a/c", "a[1]", "a[1]/c", "b~2"))));
      }
      if (random.nextBoolean()) {
        details.add(toolCall(pick(List.of("t1", "t2", "t3"))));
      }
      if (random.nextBoolean()) {
        details.add(artifact(pick(List.of("f1", "f2"))));
      }
      if (random.nextInt(5) == 0) {
        run.attempt(pick(List.of("attempt_1", "attempt_2")));
      }
      Json.Builder attributes = Json.object();
      for (int more = random.nextInt(12); more > 0; more--) {
        attributes.put(pick(NAMES), value(0));
      }
      details.add(withAll(attributes.build()));
      run.event(kind, details.toArray(Detail[]::new));
    }
    return run.rows();
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private Json value(int depth) {
    int choices = depth > 2 ? 6 : 9;
    return switch (random.nextInt(choices)) {
      case 0 -> Json.NULL;
      case 1 -> Json.of(random.nextBoolean());
      case 2 -> Json.of(random.nextInt(-3, 700));
      case 3 ->
          new Json.Num(pick(List.of("0.5", "-1e300", "1e15", "99999999999999999999", "1e-9")));
      case 4, 5 -> Json.of(pick(WORDS));
      case 6 -> {
        List<Json> items = new ArrayList<>();
        for (int more = random.nextInt(4); more > 0; more--) {
          items.add(value(depth + 1));
        }
        yield new Json.Arr(items);
      }
      default -> {
        Json.Builder object = Json.object();
        for (int more = random.nextInt(6); more > 0; more--) {
          object.put(pick(MEMBERS), value(depth + 1));
        }
        yield object.build();
      }
    };
  }
}
