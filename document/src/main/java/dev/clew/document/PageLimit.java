package dev.clew.document;

/// How large a document may become, in bytes of its JSON. Rows that do not fit are left out, and
/// the document says which; what the dossier cites comes first.
///
/// @param bytes [Long#MAX_VALUE] for no limit
public record PageLimit(long bytes) {
  /// Everything, however large.
  public static final PageLimit NONE = new PageLimit(Long.MAX_VALUE);

  /// What the page around the document takes.
  private static final long AROUND_BYTES = 200_000;

  /// What a browser opens at once: a page of 5 MB.
  public static final PageLimit DEFAULT = ofPage(5_000_000);

  public PageLimit {
    if (bytes < 0) {
      throw new IllegalArgumentException("a limit of " + bytes + " bytes");
    }
  }

  /// Of a document whose page may have so many bytes.
  public static PageLimit ofPage(long bytes) {
    return new PageLimit(Math.max(0, bytes - AROUND_BYTES));
  }

  public boolean isNone() {
    return bytes == Long.MAX_VALUE;
  }
}
