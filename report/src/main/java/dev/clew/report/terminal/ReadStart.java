package dev.clew.report.terminal;

import dev.clew.core.Refusal;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.part.BaseUrl;
import dev.clew.core.fact.request.Asked;
import dev.clew.core.fact.request.AskedCommand;
import dev.clew.core.fact.request.AskedWorkflow;
import dev.clew.core.json.Json;
import dev.clew.core.replay.LedgerValues;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The recorded words of a ledger that does not say otherwise what its run was asked for: it was
/// written before there was a request. They are read as [StartWords] writes them.
final class ReadStart {
  private final Deque<String> words;
  private final Attributes asked = new Attributes();

  private ReadStart(List<String> words) {
    this.words = new ArrayDeque<>(words);
  }

  /// @param words `clew run …` or `clew exec …`; others say nothing
  /// @param known where the APIs were: an API may be called like a secret, `auth=…`, and then its
  ///   URL is not among the words
  static Asked of(List<String> words, List<BaseUrl> known) {
    if (words.size() > 2) {
      ReadStart start = new ReadStart(words.subList(2, words.size()));
      switch (words.get(1)) {
        case "run" -> {
          return Asked.of(start.workflow(known));
        }
        case "exec" -> {
          return Asked.of(start.command());
        }
        default -> {}
      }
    }
    return new Asked(Json.EMPTY_OBJECT);
  }

  private AskedWorkflow workflow(List<BaseUrl> known) {
    List<BaseUrl> urls = new ArrayList<>();
    boolean isMocked = false;
    boolean isCalling = false;
    while (!words.isEmpty()) {
      String word = words.remove();
      switch (word) {
        case "--env" -> text(AskedWorkflow.ENVIRONMENT);
        case "--catalog" -> text(AskedWorkflow.CATALOG);
        case "--base-url" -> urls.add(baseUrl(value(word), known));
        case "--out" -> text(AskedWorkflow.OUT);
        case "--strict" -> asked.with(AskedWorkflow.STRICT, true);
        case "--no-redirects" -> asked.with(AskedWorkflow.FOLLOW_REDIRECTS, false);
        case "--seed" -> text(AskedWorkflow.SEED);
        case "--no-redact" -> asked.with(AskedWorkflow.REDACT, false);
        case "--connect-timeout" -> seconds(AskedWorkflow.CONNECT_TIMEOUT);
        case "--request-timeout" -> seconds(AskedWorkflow.REQUEST_TIMEOUT);
        case "--allow-metadata" -> asked.with(AskedWorkflow.ALLOW_METADATA, true);
        case "--mocked" -> isMocked = true;
        case "--call-unmocked" -> isCalling = true;
        case "--mocked-by" -> {
          isMocked = true;
          text(AskedWorkflow.MOCKED_BY);
        }
        case "--debug" -> asked.with(AskedWorkflow.DEBUG, true);
        case "--assertion-failures-block" ->
            asked.with(AskedWorkflow.ASSERTIONS_BLOCK, Boolean.valueOf(value(word)));
        case "--strict-contract" -> asked.with(AskedWorkflow.STRICT_CONTRACT, true);
        case "--timeout" ->
            asked.with(AskedWorkflow.TIMEOUT, Durations.parse(value(word), "--timeout"));
        case "--envfile" -> text(AskedWorkflow.ENV_FILE);
        default -> {
          if (word.startsWith("-")) {
            throw unknown(word);
          }
          asked.with(AskedWorkflow.WORKFLOW, word);
        }
      }
    }
    if (isMocked) {
      asked.with(
          AskedWorkflow.MOCKS, isCalling ? AskedWorkflow.WHERE_WRITTEN : AskedWorkflow.EVERYWHERE);
    }
    return new AskedWorkflow(
        asked.with(AskedWorkflow.BASE_URLS, urls.isEmpty() ? null : urls).build());
  }

  private static BaseUrl baseUrl(String written, List<BaseUrl> known) {
    int equals = Math.max(0, written.indexOf('='));
    String api = written.substring(0, equals);
    boolean isOpen = LedgerValues.isRedacted(Json.of(written));
    for (BaseUrl one : known) {
      if (isOpen && one.api().equalsIgnoreCase(api) && one.source().equals(BaseUrl.OVERRIDE)) {
        return baseUrl(api, one.url());
      }
    }
    return baseUrl(api, written.substring(Math.min(equals + 1, written.length())));
  }

  private static BaseUrl baseUrl(String api, String url) {
    return new BaseUrl(
        new Attributes()
            .with(BaseUrl.API, api)
            .with(BaseUrl.URL, url)
            .with(BaseUrl.SOURCE, BaseUrl.OVERRIDE)
            .build());
  }

  private AskedCommand command() {
    List<String> inputFiles = new ArrayList<>();
    List<String> artifacts = new ArrayList<>();
    List<String> finals = new ArrayList<>();
    List<String> variables = new ArrayList<>();
    boolean isOption = true;
    while (isOption && !words.isEmpty()) {
      String word = words.remove();
      switch (word) {
        case "--name" -> asked.with(AskedCommand.NAME, value(word));
        case "--input-file" -> inputFiles.add(value(word));
        case "--artifact" -> artifacts.add(value(word));
        case "--final" -> finals.add(value(word));
        case "--no-redact" -> asked.with(AskedCommand.REDACT, false);
        case "--keep-env" -> variables.add(value(word));
        case "--timeout" ->
            asked.with(AskedCommand.TIMEOUT, Durations.parse(value(word), "--timeout"));
        case "--out" -> asked.with(AskedCommand.OUT, value(word));
        case "--rules" -> asked.with(AskedCommand.RULES, value(word));
        case "--" -> isOption = false;
        default -> throw unknown(word);
      }
    }
    return new AskedCommand(
        asked
            .with(AskedCommand.INPUT_FILES, orNull(inputFiles))
            .with(AskedCommand.ARTIFACTS, orNull(artifacts))
            .with(AskedCommand.FINALS, orNull(finals))
            .with(AskedCommand.KEPT_VARIABLES, orNull(variables))
            .with(AskedCommand.COMMAND, List.copyOf(words))
            .build());
  }

  private static @Nullable List<String> orNull(List<String> texts) {
    return texts.isEmpty() ? null : texts;
  }

  private void text(Attribute<String> attribute) {
    asked.with(attribute, value(attribute.name()));
  }

  private void seconds(Attribute<Duration> attribute) {
    String text = value(attribute.name());
    try {
      asked.with(
          attribute, Duration.ofNanos(new BigDecimal(text).movePointRight(9).longValueExact()));
    } catch (ArithmeticException | NumberFormatException e) {
      throw unknown(text);
    }
  }

  private String value(String name) {
    if (words.isEmpty()) {
      throw unknown(name);
    }
    return words.remove();
  }

  private static Refusal unknown(String word) {
    return Refusal.invalid(
        "the ledger says how the run was started in words that are not known here: " + word);
  }
}
