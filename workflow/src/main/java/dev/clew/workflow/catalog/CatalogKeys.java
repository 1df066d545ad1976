package dev.clew.workflow.catalog;

import dev.clew.workflow.yaml.KeySet;

/// The keys of every mapping of an `api.catalog`.
public final class CatalogKeys {
  public static final KeySet VERSION =
      KeySet.of(
          "version",
          "definitions",
          "assertionFailuresBlock",
          "baselineSnapshot",
          "latencyProfiles",
          "connections",
          "plugins");

  public static final KeySet DEFINITION =
      KeySet.of(
          "name",
          "baseUrl",
          "port",
          "basePath",
          "contractType",
          "openApiUrl",
          "swaggerUrl",
          "scalaUrl",
          "healthCheck",
          "readiness",
          "latencyProfile",
          "apiKey",
          "apiKeySecret");

  public static final KeySet READINESS =
      KeySet.of("maxRetries", "delayMs", "timeoutMs", "httpStatus");

  public static final KeySet LATENCY_PROFILE = KeySet.of("name", "bands");

  public static final KeySet LATENCY_BAND = KeySet.of("name", "minMs", "maxMs", "color", "label");

  public static final KeySet CONNECTION =
      KeySet.of(
          "name",
          "type",
          "provider",
          "baseUrl",
          "port",
          "basePath",
          "apiKey",
          "apiKeySecret",
          "config");

  public static final KeySet PLUGIN =
      KeySet.of("id", "assembly", "contractVersion", "runtimeVersion");

  private CatalogKeys() {}
}
