package dev.clew.storesql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What must hold of a row of the table of runs.
///
/// @param source as it stands where the search begins with the runs for which it holds
/// @param filter as it stands where the search begins with others
/// @param values of the places of either, in their order
/// @param way by which the runs for which it holds are found; null when there is none
public record Condition(String source, String filter, List<Object> values, @Nullable Way way) {
  public Condition {
    values = List.copyOf(values);
  }

  public static Condition of(String text, Object... values) {
    return new Condition(text, text, List.of(values), null);
  }

  /// An index, or another table.
  ///
  /// @param index of the table of runs; null when the runs come by their numbers
  /// @param rows all rows of it for which the condition holds, as a query; places are those of the
  ///   condition
  /// @param isOrdered whether it has them in the order of a list
  /// @param few so many can be sorted in no time
  public record Way(@Nullable String index, String rows, boolean isOrdered, int few) {
    /// Rows that can be read and sorted in some milliseconds.
    static final int FEW = 5_000;

    static Way ordered(String index, String condition) {
      return of(index, condition, true);
    }

    static Way unordered(String index, String condition) {
      return of(index, condition, false);
    }

    private static Way of(String index, String condition, boolean isOrdered) {
      String rows = "SELECT 1 FROM run INDEXED BY " + index + " WHERE " + condition;
      return new Way(index, rows, isOrdered, FEW);
    }
  }
}
