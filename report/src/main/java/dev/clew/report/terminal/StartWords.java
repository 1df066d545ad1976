package dev.clew.report.terminal;

import dev.clew.core.fact.part.BaseUrl;
import dev.clew.core.fact.request.Asked;
import dev.clew.core.fact.request.AskedCommand;
import dev.clew.core.fact.request.AskedWorkflow;
import dev.clew.core.fact.run.AttemptStarted;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a run was asked for as the command line that asks for it, but for its inputs and secrets.
final class StartWords {
  private final List<String> words = new ArrayList<>();

  private StartWords() {}

  /// What an attempt was asked for; with neither when its ledger does not say it.
  ///
  /// @throws dev.clew.core.Refusal when that ledger has only words, and some are not known
  static Asked asked(AttemptStarted facts) {
    Asked asked = facts.request();
    return asked == null ? ReadStart.of(facts.again(), facts.baseUrls()) : asked;
  }

  /// Empty when it is neither.
  static List<String> of(Asked asked) {
    StartWords start = new StartWords();
    AskedWorkflow workflow = asked.workflow();
    AskedCommand command = asked.command();
    if (workflow != null) {
      start.run(workflow);
    } else if (command != null) {
      start.exec(command);
    }
    return start.words;
  }

  private void run(AskedWorkflow asked) {
    words.addAll(List.of("clew", "run", asked.workflow()));
    option("--env", asked.environment());
    option("--catalog", asked.catalog());
    for (BaseUrl one : asked.baseUrls()) {
      option("--base-url", one.api() + "=" + one.url());
    }
    option("--out", asked.out());
    flag("--strict", asked.strict());
    flag("--no-redirects", !asked.followRedirects());
    option("--seed", asked.seed());
    flag("--no-redact", !asked.redact());
    option("--connect-timeout", seconds(asked.connectTimeout()));
    option("--request-timeout", seconds(asked.requestTimeout()));
    flag("--allow-metadata", asked.allowMetadata());
    flag("--mocked", asked.mocks() != null);
    flag("--call-unmocked", AskedWorkflow.WHERE_WRITTEN.equals(asked.mocks()));
    option("--mocked-by", asked.mockedBy());
    flag("--debug", asked.debug());
    Boolean block = asked.assertionsBlock();
    option("--assertion-failures-block", block == null ? null : block.toString());
    flag("--strict-contract", asked.strictContract());
    option("--timeout", written(asked.timeout()));
    option("--envfile", asked.envFile());
  }

  private void exec(AskedCommand asked) {
    words.addAll(List.of("clew", "exec"));
    option("--name", asked.name());
    asked.inputFiles().forEach(file -> option("--input-file", file));
    asked.artifacts().forEach(glob -> option("--artifact", glob));
    asked.finals().forEach(glob -> option("--final", glob));
    flag("--no-redact", !asked.redact());
    asked.keptVariables().forEach(variable -> option("--keep-env", variable));
    option("--timeout", written(asked.timeout()));
    option("--out", asked.out());
    option("--rules", asked.rules());
    words.add("--");
    words.addAll(asked.command());
  }

  private void option(String name, @Nullable String value) {
    if (value != null) {
      words.addAll(List.of(name, value));
    }
  }

  private void flag(String name, boolean isSet) {
    if (isSet) {
      words.add(name);
    }
  }

  private static @Nullable String written(@Nullable Duration duration) {
    return duration == null ? null : Durations.written(duration);
  }

  private static @Nullable String seconds(@Nullable Duration duration) {
    return duration == null
        ? null
        : BigDecimal.valueOf(duration.toNanos(), 9).stripTrailingZeros().toPlainString();
  }
}
