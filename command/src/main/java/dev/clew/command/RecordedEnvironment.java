package dev.clew.command;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.fact.run.ConfigCaptured;
import dev.clew.core.fact.run.SecretDigest;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.replay.LedgerValues;
import dev.clew.document.JsonText;
import dev.clew.redaction.RecordedVariable;
import dev.clew.runs.secret.SecretHmac;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The environment that an attempt of a command had: of each variable either its value, or what may
/// be shown of it and an HMAC, by which it can be told whether it is the same now.
///
/// In the ledger the payload of `config_captured` (role `environment`) has what is shown, by name,
/// and `secrets` of `run_started` the HMACs (provider `environment`).
public record RecordedEnvironment(SortedMap<String, Variable> variables) {
  private static final String PROVIDER = "environment";

  public RecordedEnvironment {
    variables = new TreeMap<>(variables);
  }

  /// @param shown its value, or what is left of it
  /// @param isWhole whether that is the value
  /// @param hmac of the value when it is not whole; null when there was no key
  public record Variable(String name, String shown, boolean isWhole, @Nullable String hmac) {

    /// What can be said of the value that the variable has now.
    ///
    /// @param now null when it is not set
    /// @param key null when there is none
    public Match match(@Nullable String now, @Nullable SecretHmac key) {
      if (now == null) {
        return Match.ABSENT;
      }
      if (isWhole) {
        return now.equals(shown) ? Match.SAME : Match.OTHER;
      }
      if (hmac == null || key == null) {
        return Match.UNKNOWN;
      }
      return hmac.equals(key.of(name, Json.of(now))) ? Match.SAME : Match.OTHER;
    }
  }

  /// A recorded variable beside that of now. `OTHER` also when the HMAC was made with another key.
  public enum Match {
    SAME,
    OTHER,
    ABSENT,
    UNKNOWN
  }

  /// @param values of the variables, for the HMACs
  /// @param key null when there is none
  static RecordedEnvironment of(
      List<RecordedVariable> recorded, Map<String, String> values, @Nullable SecretHmac key) {
    SortedMap<String, Variable> variables = new TreeMap<>();
    for (RecordedVariable variable : recorded) {
      String name = variable.name();
      String value = values.get(name);
      String hmac =
          variable.isWhole() || key == null || value == null ? null : key.of(name, Json.of(value));
      variables.put(name, new Variable(name, variable.shown(), variable.isWhole(), hmac));
    }
    return new RecordedEnvironment(variables);
  }

  /// What the rows of an attempt say. Empty when they say nothing of it.
  public static RecordedEnvironment of(List<Row> rows) {
    Json.Obj shown = Json.EMPTY_OBJECT;
    Map<String, String> hmacs = new LinkedHashMap<>();
    for (Row row : rows) {
      Event event = row.event();
      if (event.is(Kind.CONFIG_CAPTURED)
          && ConfigCaptured.from(event).role().equals(ConfigCaptured.ENVIRONMENT)) {
        shown = parse(row.payload());
      } else if (event.is(Kind.RUN_STARTED)) {
        for (SecretDigest secret : AttemptStarted.from(event).secrets()) {
          if (PROVIDER.equals(secret.provider())) {
            hmacs.put(secret.name(), secret.get(SecretDigest.HMAC, ""));
          }
        }
      }
    }
    SortedMap<String, Variable> variables = new TreeMap<>();
    shown
        .members()
        .forEach((name, value) -> {
          if (value instanceof Json.Str text) {
            boolean isWhole = !hmacs.containsKey(name) && !LedgerValues.isRedacted(text);
            variables.put(name, new Variable(name, text.value(), isWhole, hmacs.get(name)));
          }
        });
    return new RecordedEnvironment(variables);
  }

  private static Json.Obj parse(@Nullable Payload payload) {
    try {
      return payload != null && JsonText.parse(payload.bytes()) instanceof Json.Obj recorded
          ? recorded
          : Json.EMPTY_OBJECT;
    } catch (JsonText.Malformed e) {
      return Json.EMPTY_OBJECT;
    }
  }

  /// What is shown, by name.
  Json.Obj shown() {
    Json.Builder shown = Json.object();
    variables.values().forEach(variable -> shown.put(variable.name(), variable.shown()));
    return shown.build();
  }

  /// Of what is not whole; null when there is nothing to say.
  @Nullable List<SecretDigest> digests() {
    List<SecretDigest> digests = new ArrayList<>();
    for (Variable variable : variables.values()) {
      if (variable.hmac() != null) {
        digests.add(
            new SecretDigest(
                new Attributes()
                    .with(SecretDigest.NAME, variable.name())
                    .with(SecretDigest.PROVIDER, PROVIDER)
                    .with(SecretDigest.HMAC, variable.hmac())
                    .build()));
      }
    }
    return digests.isEmpty() ? null : digests;
  }
}
