package dev.clew.workflow.definition;

import dev.clew.workflow.template.JsonPath;
import dev.clew.workflow.template.Template;
import org.jspecify.annotations.Nullable;

/// That a stage runs once for each item of a list. Without a file, `items` is one token whose value
/// is a list; with one, `path` leads to the list in it.
///
/// @param items null when the list is in a file
/// @param dataFile the path of a JSON or YAML file; its content is a template too; null for none
/// @param path the way to the list in the file; its root when the file is the list
/// @param sequential whether one item waits for the one before
/// @param maxParallel how many items are under way at once, unless it is sequential
public record Loop(
    @Nullable Template items,
    @Nullable Template dataFile,
    JsonPath path,
    boolean sequential,
    String itemName,
    String indexName,
    int maxParallel) {
  public static final String DEFAULT_ITEM = "item";
  public static final String DEFAULT_INDEX = "index";

  /// `maxParallel` when none is written.
  public static final int DEFAULT_MAX_PARALLEL = 8;
}
