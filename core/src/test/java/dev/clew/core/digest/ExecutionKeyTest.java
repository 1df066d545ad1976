package dev.clew.core.digest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExecutionKeyTest {
  private static final Digest FLOW = Digest.sha256("flow".getBytes(StandardCharsets.UTF_8));

  private static ExecutionKey.Work work(Map<String, Json> inputs, @Nullable String seed) {
    return new ExecutionKey.Work(
        new TreeMap<>(Map.of("onboarding", FLOW)),
        "staging",
        new TreeMap<>(inputs),
        new TreeMap<>(Map.of("token", "env")),
        new TreeMap<>(),
        List.of(Json.object().put("service", "crm").build()),
        seed);
  }

  /// Key files and file names of every run that there ever was depend on this.
  @Test
  void of_work_isTheDigestOfItsCanonicalForm() {
    ExecutionKey key =
        ExecutionKey.of(
            work(
                Map.of("customer", Json.of("c-1"), "id", new Json.Num("90071992547409930")), null));

    String form =
        "{\"catalog\":[{\"service\":\"crm\"}],\"data_files\":{},\"definitions\":{\"onboarding\":\""
            + FLOW.hex()
            + "\"},\"environment\":\"staging\",\"inputs\":{\"customer\":\"c-1\","
            + "\"id\":\"90071992547409930\"},\"secrets\":{\"token\":\"env\"}}";
    assertThat(key.digest())
        .isEqualTo(Digest.sha256(("clew.exec.v1\0" + form).getBytes(StandardCharsets.UTF_8)));
    assertThat(key).hasToString(GOLDEN);
    assertThat(key.shown()).isEqualTo(GOLDEN.substring(0, 8));
  }

  private static final String GOLDEN =
      "e1b92edeb75976770382b7252cb2fd544fed839bf66a67e4530c91f7707b4b34";

  @Test
  void of_otherInputOrSeed_isAnotherKey() {
    ExecutionKey one = ExecutionKey.of(work(Map.of("n", Json.of(1)), null));

    assertThat(ExecutionKey.of(work(Map.of("n", Json.of(2)), null))).isNotEqualTo(one);
    assertThat(ExecutionKey.of(work(Map.of("n", Json.of("1")), null))).isNotEqualTo(one);
    assertThat(ExecutionKey.of(work(Map.of("n", Json.of(1)), "s"))).isNotEqualTo(one);
    assertThat(ExecutionKey.of(work(Map.of("n", new Json.Num("1.0")), null))).isEqualTo(one);
  }
}
