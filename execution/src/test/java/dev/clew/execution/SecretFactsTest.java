package dev.clew.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.fact.run.SecretDigest;
import dev.clew.core.json.Json;
import dev.clew.core.source.SourceFile;
import dev.clew.languagesih.SihLanguage;
import dev.clew.plan.Plan;
import dev.clew.plan.input.Supplied;
import dev.clew.plan.language.PlanRequest;
import dev.clew.plan.language.Planning;
import dev.clew.runs.secret.SecretHmac;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFactsTest {
  private static final String WORKFLOW =
      """
      version: "1.0"
      name: w
      input:
        - {name: apiToken, type: Text, required: true, secret: true}
        - {name: pin, type: Number, required: false, secret: true}
        - {name: city, type: Text, required: false}
      stages:
        - {name: a, kind: Endpoint, apiRef: service, endpoint: /a, httpVerb: GET}
      """;

  @TempDir private Path folder;

  private static Plan plan(Supplied... supplied) {
    Map<String, Supplied> inputs = new LinkedHashMap<>();
    for (Supplied one : supplied) {
      inputs.put(one instanceof Supplied.Value ? "pin" : "apiToken", one);
    }
    Planning planning =
        new SihLanguage()
            .read(new SourceFile("w.workflow", WORKFLOW), Set::of)
            .plan(
                new PlanRequest(
                    null,
                    "default",
                    Map.of("service", "http://127.0.0.1:1"),
                    inputs,
                    name -> null));
    return ((Planning.Ready) planning).plan();
  }

  private List<SecretDigest> facts(Supplied... supplied) {
    SecretFacts made = SecretFacts.of(plan(supplied), folder.resolve("key"));
    assertThat(made.warning()).isNull();
    return Objects.requireNonNull(made.facts());
  }

  private static String hmac(SecretDigest fact) {
    return fact.get(SecretDigest.HMAC, "");
  }

  @Test
  void of_secretInputs_haveNameProviderAndHmac() {
    List<SecretDigest> facts =
        facts(
            new Supplied.Text("correct horse", "w.wfvars:12"),
            new Supplied.Value(new Json.Num("1234"), "--payload p.json"));
    assertThat(facts).hasSize(2);
    SecretDigest first = facts.getFirst();
    assertThat(first.attributes().members()).containsOnlyKeys("name", "provider", "hmac");
    assertThat(first.name()).isEqualTo("apiToken");
    assertThat(first.provider()).isEqualTo("w.wfvars");
    assertThat(first.hmac()).matches("[0-9a-f]{32}");
    assertThat(facts.getLast().provider()).isEqualTo("--payload p.json");
    assertThat(facts.toString()).doesNotContain("correct horse").doesNotContain("1234\"");
  }

  @Test
  void of_sameValue_hasTheSameHmacUnderOneKeyOnly() throws IOException {
    String hmac = hmac(facts(new Supplied.Text("a", "x")).getFirst());
    assertThat(hmac(facts(new Supplied.Text("a", "y")).getFirst())).isEqualTo(hmac);
    assertThat(hmac(facts(new Supplied.Text("b", "x")).getFirst())).isNotEqualTo(hmac);
    Files.delete(folder.resolve("key"));
    assertThat(hmac(facts(new Supplied.Text("a", "x")).getFirst())).isNotEqualTo(hmac);
  }

  @Test
  void of_noSecretGiven_makesNoKey() {
    Plan plan = plan(new Supplied.Text("a", "x"));
    assertThat(SecretFacts.of(plan, folder.resolve("key")).facts()).isNotNull();
    Plan without = withoutSecrets();
    Path other = folder.resolve("other");
    assertThat(SecretFacts.of(without, other)).isEqualTo(new SecretFacts(null, null));
    assertThat(other).doesNotExist();
  }

  private static Plan withoutSecrets() {
    String workflow =
        WORKFLOW.replace(", secret: true", "").replace("required: true", "required: false");
    return ((Planning.Ready)
            new SihLanguage()
                .read(new SourceFile("w.workflow", workflow), Set::of)
                .plan(
                    new PlanRequest(
                        null,
                        "default",
                        Map.of("service", "http://127.0.0.1:1"),
                        Map.of(),
                        name -> null)))
        .plan();
  }

  @Test
  void of_keyThatCannotBeMade_leavesTheMemberOutAndWarns() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    SecretFacts made = SecretFacts.of(plan(new Supplied.Text("a", "x")), file.resolve("below/key"));
    assertThat(made.facts()).isNull();
    assertThat(made.warning()).contains("whether a secret input changed", file.toString());
  }

  /// Computed with Python's hmac and json: `HMAC-SHA-256(key, b"clew.secret.v1\0" +
  /// b'{"name":"apiToken","value":"correct horse"}')`, its first 16 bytes.
  @Test
  void hmac_knownKey_isTheDocumentedConstruction() {
    byte[] key = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f".repeat(2));
    assertThat(SecretHmac.with(key).of("apiToken", Json.of("correct horse")))
        .isEqualTo("f8d6139bb1093ffa22762c572b1b6cea");
  }
}
