package dev.clew.execution.vcs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteUrlTest {
  @ParameterizedTest
  @CsvSource({
    "https://example.com/team/flows.git, https://example.com/team/flows.git",
    "https://me:hunter2@example.com/team/flows.git, https://example.com/team/flows.git",
    "https://me:hun@ter2@example.com:8443/x, https://example.com:8443/x",
    "https://ghp_4711@example.com/x?private_token=s#s, https://example.com/x",
    "ssh://git@example.com:22/x, ssh://git@example.com:22/x",
    "ssh://alice@example.com/x, ssh://example.com/x",
    "git@example.com:team/flows.git, git@example.com:team/flows.git",
    "alice@example.com:team/flows.git, example.com:team/flows.git",
    "example.com:team/flows.git, example.com:team/flows.git",
    "/srv/git/flows.git, /srv/git/flows.git",
    "../a@b/flows.git, ../a@b/flows.git",
    "file:///srv/git/flows.git, file:///srv/git/flows.git",
    "https://example.com/@scope/x, https://example.com/@scope/x"
  })
  void withoutUser_keepsTheAddress(String url, String shown) {
    assertThat(RemoteUrl.withoutUser(url)).isEqualTo(shown);
  }

  /// Where it is not certain what is a password, nothing is said.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://me:hun/ter2@example.com/x",
        "me:hunter2@example.com:x",
        "ext::sh -c 'curl s@h'",
        "https://example.com/a b",
        "persistent-https::x"
      })
  void withoutUser_uncertain_isNothing(String url) {
    assertThat(RemoteUrl.withoutUser(url)).isNull();
  }
}
