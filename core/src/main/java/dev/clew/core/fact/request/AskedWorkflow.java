package dev.clew.core.fact.request;

import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.fact.part.BaseUrl;
import dev.clew.core.json.Json;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A workflow that a user asked to be executed. Inputs and secrets stand elsewhere.
///
/// @param attributes as they stand in the attribute, with those that clew does not know
public record AskedWorkflow(Json.Obj attributes) implements Part {
  /// Every stage is answered by its mock.
  public static final String EVERYWHERE = "everywhere";

  /// Stages that have a mock are answered by it.
  public static final String WHERE_WRITTEN = "where_written";

  public static final Attribute<String> WORKFLOW = Attribute.text("workflow", "Its file.");

  public static final Attribute<String> ENVIRONMENT =
      Attribute.text("environment", "Absent: the only one that the catalog knows.");

  public static final Attribute<String> CATALOG =
      Attribute.text(
          "catalog", "Absent: the one that is found from the workflow's folder upwards.");

  public static final Attribute<List<BaseUrl>> BASE_URLS =
      Attribute.parts("base_urls", BaseUrl.TYPE, "What wins over the base URLs of the catalog.");

  public static final Attribute<String> ENV_FILE =
      Attribute.text("env_file", "What takes the place of the workflow's own; absent: that.");

  public static final Attribute<String> OUT =
      Attribute.text("out", "Where the files go; absent: beside the workflow.");

  public static final Attribute<Boolean> REDACT =
      Attribute.flag("redact", "Whether secrets are taken out; absent: they are.");

  public static final Attribute<Boolean> STRICT =
      Attribute.flag("strict", "Whether a tolerated failure counts as a failure.");

  public static final Attribute<Boolean> STRICT_CONTRACT =
      Attribute.flag(
          "strict_contract", "Whether an answer that breaks its contract fails the stage.");

  public static final Attribute<Boolean> ASSERTIONS_BLOCK =
      Attribute.flag(
          "assertions_block",
          "Whether a failed assertion fails the stage; absent: as the catalog says.");

  public static final Attribute<Boolean> DEBUG =
      Attribute.flag("debug", "Whether everything that can be said is said.");

  public static final Attribute<String> SEED =
      Attribute.text("seed", "Of the random values; absent: from real entropy.");

  public static final Attribute<String> MOCKS =
      Attribute.word(
          "mocks",
          "Which stages are answered by their mocks; absent: none.",
          EVERYWHERE,
          WHERE_WRITTEN);

  public static final Attribute<String> MOCKED_BY =
      Attribute.text(
          "mocked_by", "The recorded run that answers before the mocks do, as the user named it.");

  public static final Attribute<Boolean> FOLLOW_REDIRECTS =
      Attribute.flag("follow_redirects", "Whether redirects are followed; absent: they are.");

  public static final Attribute<Duration> CONNECT_TIMEOUT =
      Attribute.millis("connect_timeout_ms", "For a connection; absent: the default.");

  public static final Attribute<Duration> REQUEST_TIMEOUT =
      Attribute.millis("request_timeout_ms", "For an exchange; absent: the default.");

  public static final Attribute<Boolean> ALLOW_METADATA =
      Attribute.flag(
          "allow_metadata", "Whether metadata addresses of cloud providers may be called.");

  public static final Attribute<Duration> TIMEOUT =
      Attribute.millis("timeout_ms", "After which it is ended; absent: never.");

  public static final PartType<AskedWorkflow> TYPE =
      PartType.of(
          AskedWorkflow.class,
          AskedWorkflow::new,
          "A workflow that a user asked to be executed. Inputs and secrets stand elsewhere.",
          List.of(
              WORKFLOW,
              ENVIRONMENT,
              CATALOG,
              BASE_URLS,
              ENV_FILE,
              OUT,
              REDACT,
              STRICT,
              STRICT_CONTRACT,
              ASSERTIONS_BLOCK,
              DEBUG,
              SEED,
              MOCKS,
              MOCKED_BY,
              FOLLOW_REDIRECTS,
              CONNECT_TIMEOUT,
              REQUEST_TIMEOUT,
              ALLOW_METADATA,
              TIMEOUT));

  public String workflow() {
    return get(WORKFLOW, "");
  }

  public @Nullable String environment() {
    return get(ENVIRONMENT);
  }

  public @Nullable String catalog() {
    return get(CATALOG);
  }

  public List<BaseUrl> baseUrls() {
    return get(BASE_URLS, List.of());
  }

  public @Nullable String envFile() {
    return get(ENV_FILE);
  }

  public @Nullable String out() {
    return get(OUT);
  }

  public boolean redact() {
    return get(REDACT, true);
  }

  public boolean strict() {
    return get(STRICT, false);
  }

  public boolean strictContract() {
    return get(STRICT_CONTRACT, false);
  }

  public @Nullable Boolean assertionsBlock() {
    return get(ASSERTIONS_BLOCK);
  }

  public boolean debug() {
    return get(DEBUG, false);
  }

  public @Nullable String seed() {
    return get(SEED);
  }

  public @Nullable String mocks() {
    return get(MOCKS);
  }

  public @Nullable String mockedBy() {
    return get(MOCKED_BY);
  }

  public boolean followRedirects() {
    return get(FOLLOW_REDIRECTS, true);
  }

  public @Nullable Duration connectTimeout() {
    return get(CONNECT_TIMEOUT);
  }

  public @Nullable Duration requestTimeout() {
    return get(REQUEST_TIMEOUT);
  }

  public boolean allowMetadata() {
    return get(ALLOW_METADATA, false);
  }

  public @Nullable Duration timeout() {
    return get(TIMEOUT);
  }
}
