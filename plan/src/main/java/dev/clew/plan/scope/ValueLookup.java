package dev.clew.plan.scope;

import dev.clew.core.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The values of a name space at this moment, such as the shared context. Names are compared
/// ignoring case.
@FunctionalInterface
public interface ValueLookup {
  ValueLookup NONE = name -> null;

  /// Null when there is none.
  @Nullable Json get(String name);

  /// Of a map whose keys are compared by its own order.
  static ValueLookup of(Map<String, Json> values) {
    return values::get;
  }
}
