package dev.clew.storesql;

/// What the indexes of a database have of texts.
public interface IndexedTexts {
  /// All of them.
  IndexedTexts WHOLE =
      new IndexedTexts() {
        @Override
        public String column(String text) {
          return text;
        }

        @Override
        public String value(String text) {
          return text;
        }

        @Override
        public boolean isWhole(String text) {
          return true;
        }
      };

  /// The column that has what is indexed of another: that itself, or one with its beginnings, which
  /// are in the same order.
  String column(String text);

  /// What that column has of a text.
  String value(String text);

  /// Whether that column has all of the text, and this of no longer one.
  boolean isWhole(String text);
}
