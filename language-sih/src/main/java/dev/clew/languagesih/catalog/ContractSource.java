package dev.clew.languagesih.catalog;

import dev.clew.core.json.Json;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where the contract of an API is published.
///
/// @param url null when the API has none that clew could check: an LLM
public record ContractSource(Type type, @Nullable CatalogUrl url) {
  /// What is published. `SCALA` is an OpenAPI document by another key.
  public enum Type {
    OPENAPI,
    SWAGGER,
    SCALA,
    LLM;

    /// As a catalog writes it.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// The key with its URL.
    String key() {
      return switch (this) {
        case OPENAPI -> "openApiUrl";
        case SWAGGER -> "swaggerUrl";
        case SCALA -> "scalaUrl";
        case LLM -> "";
      };
    }
  }

  Json.Obj toJson() {
    return Json.object()
        .put("type", type.word())
        .put("url", url == null ? null : url.text())
        .build();
  }
}
