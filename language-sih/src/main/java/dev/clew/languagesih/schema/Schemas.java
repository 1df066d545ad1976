package dev.clew.languagesih.schema;

import dev.clew.core.json.Json;
import dev.clew.languagesih.catalog.CatalogKeys;
import dev.clew.languagesih.reader.WorkflowReader;

/// JSON Schemas (2020-12) of the two kinds of files, for editors. A file that clew reads without a
/// mistake is valid; one that is valid can still have mistakes that only clew sees.
public final class Schemas {
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private Schemas() {}

  /// Of a `.workflow` file.
  public static Json.Obj workflow() {
    return head("workflow", "A workflow", "What a run does: stages that call services, in order.")
        .putAll(KeySchema.object(WorkflowReader.KEYS, false))
        .build();
  }

  /// Of an `api.catalog` file.
  public static Json.Obj catalog() {
    return head(
            "catalog",
            "An API catalog",
            "Where the APIs of workflows are, by version and environment.")
        .put("type", "array")
        .put("minItems", 1)
        .put("items", KeySchema.object(CatalogKeys.VERSION, false))
        .build();
  }

  private static Json.Builder head(String name, String title, String description) {
    return Json.object()
        .put("$schema", DIALECT)
        .put("$id", "https://clew.dev/schema/" + name + ".schema.json")
        .put("title", title)
        .put("description", description);
  }
}
