package dev.clew.execution.secret;

import dev.clew.core.Refusal;
import dev.clew.core.ledger.Redactor;
import dev.clew.execution.secret.SecretProvider.Answer;
import dev.clew.plan.input.Supplied;
import dev.clew.plan.scope.EnvironmentVariables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The secrets of one run. The first provider that has a name gives it; each is asked once, when
/// something needs it, and whatever it gives is known to every redactor from then on. Thread-safe.
public final class ProvidedSecrets {
  /// How the source of an input that a provider gave begins; the provider gives it again.
  public static final String SOURCE = "secret ";

  private record Known(Answer answer, String kind) {}

  private final List<SecretProvider> providers;
  private final Map<String, Known> known = new LinkedHashMap<>();
  private final List<Redactor> redactors = new ArrayList<>();

  public ProvidedSecrets(List<SecretProvider> providers) {
    this.providers = List.copyOf(providers);
  }

  /// Tells that redactor every value, those to come too.
  public synchronized void teach(Redactor redactor) {
    redactors.add(redactor);
    known.forEach((name, one) -> teach(redactor, name, one.answer()));
  }

  private static void teach(Redactor redactor, String name, Answer answer) {
    if (answer instanceof Answer.Value(String value)) {
      redactor.learn(name, value);
    }
  }

  /// These variables, behind the secrets.
  public EnvironmentVariables over(EnvironmentVariables variables) {
    return name -> {
      String secret = value(name);
      return secret == null ? variables.get(name) : secret;
    };
  }

  /// What a secret input is supplied with; null when no provider has it.
  public @Nullable Supplied input(String name) {
    String value = value(name);
    return value == null ? null : new Supplied.Text(value, SOURCE + name + " (" + kind(name) + ")");
  }

  private synchronized String kind(String name) {
    Known one = known.get(name);
    return one == null ? "" : one.kind();
  }

  /// @throws Refusal when its provider cannot give it
  private synchronized @Nullable String value(String name) {
    Known one = known.get(name);
    if (one == null) {
      one = ask(name);
      known.put(name, one);
      for (Redactor redactor : redactors) {
        teach(redactor, name, one.answer());
      }
    }
    return switch (one.answer()) {
      case Answer.Value(String value) -> value;
      case Answer.Unknown unknown -> null;
      case Answer.Failed(String why) -> throw Refusal.invalid(why + "; nothing was sent");
    };
  }

  private Known ask(String name) {
    for (SecretProvider provider : providers) {
      Answer answer = provider.get(name);
      if (!(answer instanceof Answer.Unknown)) {
        return new Known(answer, provider.kind());
      }
    }
    return new Known(new Answer.Unknown(), "");
  }
}
