package dev.clew.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.command.RecordedEnvironment.Match;
import dev.clew.command.RecordedEnvironment.Variable;
import dev.clew.core.fact.run.SecretDigest;
import dev.clew.core.json.Json;
import dev.clew.redaction.RecordedVariable;
import dev.clew.runs.secret.SecretHmac;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RecordedEnvironmentTest {
  private static final SecretHmac KEY = SecretHmac.with(new byte[32]);

  private static RecordedEnvironment of(SecretHmac key) {
    return RecordedEnvironment.of(
        List.of(
            new RecordedVariable("MODE", "fast", true, List.of()),
            new RecordedVariable("DB_PW", "[redacted:db_pw len=7]", false, List.of())),
        Map.of("MODE", "fast", "DB_PW", "hunter2"),
        key);
  }

  @Test
  void of_withheld_hasOnlyItsHmac() {
    RecordedEnvironment environment = of(KEY);
    assertThat(environment.shown())
        .isEqualTo(
            Json.object().put("DB_PW", "[redacted:db_pw len=7]").put("MODE", "fast").build());
    Json.Obj digest =
        Json.object()
            .put("name", "DB_PW")
            .put("provider", "environment")
            .put("hmac", KEY.of("DB_PW", Json.of("hunter2")))
            .build();
    assertThat(environment.digests()).containsExactly(new SecretDigest(digest));
  }

  @Test
  void match_now_isSaidByValueOrHmac() {
    RecordedEnvironment environment = of(KEY);
    Variable mode = Objects.requireNonNull(environment.variables().get("MODE"));
    Variable secret = Objects.requireNonNull(environment.variables().get("DB_PW"));
    assertThat(mode.match("fast", null)).isEqualTo(Match.SAME);
    assertThat(mode.match("slow", KEY)).isEqualTo(Match.OTHER);
    assertThat(secret.match("hunter2", KEY)).isEqualTo(Match.SAME);
    assertThat(secret.match("hunter3", KEY)).isEqualTo(Match.OTHER);
    assertThat(secret.match(null, KEY)).isEqualTo(Match.ABSENT);
    assertThat(secret.match("hunter2", null)).isEqualTo(Match.UNKNOWN);
  }
}
