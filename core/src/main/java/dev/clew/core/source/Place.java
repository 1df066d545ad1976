package dev.clew.core.source;

/// Where a piece of text stands, so that an offset in the text can be shown as a place in its file.
/// Computed only when somebody asks, which is when there is a diagnostic to show.
public interface Place {
  String file();

  /// @param offset in UTF-16 units from the start of the text
  Position at(int offset);

  default Position start() {
    return at(0);
  }

  /// A place that is the same for every offset.
  static Place fixed(String file, Position position) {
    return new Fixed(file, position);
  }

  record Fixed(String file, Position position) implements Place {
    @Override
    public Position at(int offset) {
      return position;
    }
  }
}
