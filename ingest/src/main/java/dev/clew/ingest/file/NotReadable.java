package dev.clew.ingest.file;

import dev.clew.document.JsonText;
import org.jspecify.annotations.Nullable;

/// A file was refused as a whole. The message quotes nothing of it, which may hold a secret.
public final class NotReadable extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable Place place;

  /// Both from 1.
  public record Place(int line, int column) {
    @Override
    public String toString() {
      return line + ":" + column;
    }
  }

  private NotReadable(String message, @Nullable Place place) {
    super(message, null, false, false);
    this.place = place;
  }

  public static NotReadable because(String message) {
    return new NotReadable(message, null);
  }

  public static NotReadable at(int line, int column, String message) {
    return new NotReadable(message, new Place(line, column));
  }

  public static NotReadable json(JsonText.Malformed fault) {
    return at(fault.line(), fault.column(), "not JSON: " + fault.getMessage());
  }

  /// Null when it is about the whole of the file.
  public @Nullable Place place() {
    return place;
  }
}
