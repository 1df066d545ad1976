package dev.clew.core.fact;

import static dev.clew.core.Detail.with;
import static dev.clew.core.Detail.withAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestLedger;
import dev.clew.core.event.Event;
import dev.clew.core.fact.part.SaidError;
import dev.clew.core.fact.stage.StageEnded;
import dev.clew.core.json.Json;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DocumentedTest {
  private static @Nullable Json attribute(String name, Json value) {
    return attribute("stage_failed", name, value);
  }

  private static @Nullable Json attribute(String kind, String name, Json value) {
    TestLedger run = new TestLedger().event(kind, withAll(Json.object().put(name, value).build()));
    return Documented.of(run.last()).attributes().get(name);
  }

  private static Json.Obj error(Json value) {
    return (Json.Obj) Objects.requireNonNull(attribute("error", value));
  }

  @Test
  void of_errorThatIsAText_isItsMessage() {
    assertThat(error(Json.of("connection reset")))
        .isEqualTo(Json.object().put("code", "error").put("message", "connection reset").build());
  }

  @Test
  void of_errorWithoutItsMembers_hasThem() {
    assertThat(error(Json.EMPTY_OBJECT).text("message")).isEqualTo("error");
    Json.Obj numbered = error(Json.object().put("code", 7).put("more", "x").build());
    assertThat(numbered.text("code")).isEqualTo("7");
    assertThat(numbered.text("message")).isEqualTo("7");
    assertThat(numbered.text("more")).isEqualTo("x");
    assertThat(attribute("error", Json.TRUE)).isNull();
  }

  @Test
  void of_valueOfAnotherType_isLeftOut() {
    assertThat(attribute("elapsed_ms", Json.of("soon"))).isNull();
    assertThat(attribute("http_status", Json.of(-1))).isNull();
    assertThat(attribute("latency", Json.of(7))).isNull();
    assertThat(attribute("tool_call_started", "url", Json.of(7))).isEqualTo(Json.of("7"));
    Json headers = new Json.Arr(List.of(Json.of("a"), Json.EMPTY_OBJECT));
    assertThat(attribute("tool_call_started", "headers", headers))
        .isEqualTo(new Json.Arr(List.of(Json.object().put("name", "").put("value", "").build())));
  }

  @Test
  void of_documentedAttributes_areTheSame() {
    Json.Obj whole =
        Json.object().put("code", "x").put("message", "y").put("detail", Json.of(1)).build();
    Event event =
        new TestLedger()
            .stageFailed(
                "a",
                with(StageEnded.ERROR, new SaidError(whole)),
                with(StageEnded.HTTP_STATUS, 500),
                withAll(Json.object().put("own", true).build()))
            .last();
    assertThat(Documented.of(event)).isSameAs(event);
  }
}
