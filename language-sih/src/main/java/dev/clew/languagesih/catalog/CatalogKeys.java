package dev.clew.languagesih.catalog;

import dev.clew.languagesih.reader.LatencyProfilesReader;
import dev.clew.yaml.Key;
import dev.clew.yaml.KeySet;
import dev.clew.yaml.KeyType;
import java.util.List;

/// The keys of every mapping of an `api.catalog`.
public final class CatalogKeys {
  private static final KeyType COUNT = new KeyType.Whole(0, Integer.MAX_VALUE);
  private static final KeyType PORT = new KeyType.Whole(1, 65_535);

  public static final KeySet READINESS =
      KeySet.of(
          Key.of("maxRetries", COUNT, "How many tries may follow the first; 0 when not written."),
          Key.of("delayMs", COUNT, "The delay before the next try, in milliseconds."),
          Key.of("timeoutMs", COUNT, "How long a try may take; 2000 ms when not written."),
          Key.of(
              "httpStatus",
              KeyType.STATUSES,
              "The statuses that say that it is ready; any 2xx when not written."));

  public static final KeySet DEFINITION =
      KeySet.of(
          Key.text("name", "What workflows call the API.").needed(),
          Key.of(
                  "baseUrl",
                  KeyType.TEXT_BY_NAME,
                  "The base URL of each environment, by the environment's name.")
              .needed(),
          Key.of("port", PORT, "Replaces the port of every base URL."),
          Key.text("basePath", "Stands between the base URL and the endpoint."),
          Key.of(
              "contractType",
              KeyType.oneOf("a contract type", List.of("openapi", "swagger", "scala", "llm")),
              "What kind of contract the API has."),
          Key.text("openApiUrl", "Where its OpenAPI contract is: a URL, a path or a file."),
          Key.text("swaggerUrl", "Where its Swagger contract is: a URL, a path or a file."),
          Key.text("scalaUrl", "Where its contract is: a URL, a path or a file."),
          Key.text("healthCheck", "A URL or path that is asked with GET before a run."),
          Key.of("readiness", KeyType.group(READINESS), "How the health check is repeated."),
          Key.text("latencyProfile", "The latency profile of its calls."),
          Key.text("apiKey", "A key for plug-ins."),
          Key.text("apiKeySecret", "The name of the secret that is the key for plug-ins."));

  public static final KeySet LATENCY_PROFILE = LatencyProfilesReader.KEYS;

  public static final KeySet LATENCY_BAND = LatencyProfilesReader.BAND_KEYS;

  public static final KeySet CONNECTION =
      KeySet.of(
          Key.text("name", "What stages call the connection.").needed(),
          Key.text("type", "What kind of connection it is."),
          Key.text("provider", "Who provides it."),
          Key.of("baseUrl", KeyType.TEXT_BY_NAME, "The base URL of each environment."),
          Key.of("port", PORT, "Replaces the port of every base URL."),
          Key.text("basePath", "Stands between the base URL and the endpoint."),
          Key.text("apiKey", "The connection's key."),
          Key.text("apiKeySecret", "The name of the secret that is the key."),
          Key.of("config", KeyType.byName(KeyType.ANYTHING), "What its plug-in needs."));

  public static final KeySet PLUGIN =
      KeySet.of(
          Key.text("id", "The plug-in.").needed(),
          Key.text("assembly", "The original's file of the plug-in; not used."),
          Key.text("contractVersion", "The version of the plug-in's contract."),
          Key.text("runtimeVersion", "The version of its runtime."));

  public static final KeySet VERSION =
      KeySet.of(
          Key.text("version", "A workflow takes the catalog's version that equals its own.")
              .needed(),
          Key.of("definitions", KeyType.groups(DEFINITION), "The APIs."),
          Key.of(
              "assertionFailuresBlock",
              KeyType.FLAG,
              "Whether a stage fails by an assertion that does not say; true when not written."),
          Key.text("baselineSnapshot", "The run that others are compared with."),
          Key.of(
              "latencyProfiles",
              KeyType.groups(LATENCY_PROFILE),
              "Names for durations, by profile."),
          Key.of("connections", KeyType.groups(CONNECTION), "Connections of plug-ins."),
          Key.of("plugins", KeyType.groups(PLUGIN), "Plug-ins that the workflows need."));

  private CatalogKeys() {}
}
