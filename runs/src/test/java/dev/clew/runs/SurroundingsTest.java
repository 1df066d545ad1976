package dev.clew.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.Refusal;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SurroundingsTest {
  private static Surroundings with(Map<String, String> environment) {
    return new Surroundings(environment, Path.of("/home/ada"), "Linux amd64");
  }

  @Test
  void namespace_notSaid_isDefault() {
    assertThat(with(Map.of()).namespace()).isEqualTo("default");
    assertThat(with(Map.of("CLEW_NAMESPACE", "")).namespace()).isEqualTo("default");
    assertThat(with(Map.of("CLEW_NAMESPACE", "team-a.eu")).namespace()).isEqualTo("team-a.eu");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "a b", "-a", "ä", "a/b", "a\nb"})
  void namespace_ofNoName_isRefused(String said) {
    assertThatThrownBy(() -> with(Map.of("CLEW_NAMESPACE", said)).namespace())
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("CLEW_NAMESPACE: a namespace is 1 to 63");
  }

  @Test
  void keyFile_isInTheUsersHome() {
    assertThat(with(Map.of()).keyFile()).isEqualTo(Path.of("/home/ada/.local/share/clew/key"));
  }
}
