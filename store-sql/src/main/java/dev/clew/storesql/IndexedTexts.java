package dev.clew.storesql;

import java.util.List;

/// What the indexes of a database have of texts.
public interface IndexedTexts {
  /// The column that has what is indexed of another: that itself, or one with its beginnings, which
  /// are in the same order.
  String column(String text);

  /// What that column has of a text.
  String value(String text);

  /// Whether that column has all of the text, and this of no longer one.
  boolean isWhole(String text);

  /// That a run has, for each of these, a word that begins so.
  ///
  /// @param beginnings at least one
  List<Condition> words(List<String> beginnings);

  /// Whether the database knows by itself which index is best for a question.
  boolean isPlanned();
}
