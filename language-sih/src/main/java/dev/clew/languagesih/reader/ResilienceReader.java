package dev.clew.languagesih.reader;

import dev.clew.languagesih.definition.resilience.BreakerPolicy;
import dev.clew.languagesih.definition.resilience.Resilience;
import dev.clew.languagesih.definition.resilience.RetryPolicy;
import dev.clew.yaml.Fields;
import dev.clew.yaml.FileReading;
import dev.clew.yaml.Key;
import dev.clew.yaml.KeySet;
import dev.clew.yaml.KeyType;
import org.jspecify.annotations.Nullable;

/// Reads `resilience`.
final class ResilienceReader {
  static final KeySet KEYS =
      KeySet.of(
          Key.of(
              "retries",
              KeyType.byName(KeyType.group(RetryReader.POLICY_KEYS)),
              "Retry policies by name, for the key 'ref' of a stage's retry."),
          Key.of(
              "circuitBreakers",
              KeyType.byName(KeyType.group(BreakerReader.POLICY_KEYS)),
              "Circuit breakers by name; stages that name the same one share its state."));

  private final FileReading reading;

  ResilienceReader(FileReading reading) {
    this.reading = reading;
  }

  Resilience read(@Nullable Fields fields) {
    Resilience policies = Resilience.none();
    if (fields == null) {
      return policies;
    }
    DeclaredNames retries = new DeclaredNames("retry", reading);
    for (Fields.Named each : fields.named("retries")) {
      RetryPolicy policy = RetryReader.policy(each.fields());
      each.fields().requireAll("maxRetries", "delayMs");
      if (retries.add(each.name())) {
        policies.retries().put(each.name().text(), policy);
      }
    }
    DeclaredNames breakers = new DeclaredNames("circuit breaker", reading);
    for (Fields.Named each : fields.named("circuitBreakers")) {
      BreakerPolicy policy = BreakerReader.policy(each.fields());
      each.fields().requireAll("failureThreshold", "breakMs");
      if (breakers.add(each.name())) {
        policies.breakers().put(each.name().text(), policy);
      }
    }
    return policies;
  }
}
