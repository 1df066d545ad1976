package dev.clew.yaml;

/// Limits on a YAML file, by name. Over a limit the file is refused with one diagnostic; nothing is
/// cut.
public final class YamlLimits {
  public static final int MAX_CODE_POINTS = 3 * 1024 * 1024;

  /// Levels of lists and mappings, aliases expanded.
  public static final int MAX_DEPTH = 50;

  public static final int MAX_ALIAS_USES = 50;

  /// Scalars, lists and mappings, aliases expanded.
  public static final int MAX_NODES = 500_000;

  /// Items of one list, or keys of one mapping. Keeps every search for a name short.
  public static final int MAX_ENTRIES = 5_000;

  private YamlLimits() {}
}
