package dev.clew.document;

/// How large a document may become, in bytes of its JSON. Rows that do not fit are left out, and
/// the document says which; what the dossier cites comes first.
///
/// @param bytes [Long#MAX_VALUE] for no limit
public record PageLimit(long bytes) {
  /// Everything, however large.
  public static final PageLimit NONE = new PageLimit(Long.MAX_VALUE);

  /// What a browser opens at once, with the page around it.
  public static final PageLimit DEFAULT = new PageLimit(4_800_000);

  public PageLimit {
    if (bytes < 0) {
      throw new IllegalArgumentException("a limit of " + bytes + " bytes");
    }
  }

  public boolean isNone() {
    return bytes == Long.MAX_VALUE;
  }
}
