package dev.clew.cli.serve.config;

import java.util.List;

/// What a setting was set to, and where.
///
/// @param values one, but of a setting that takes several
record SetValue(List<String> values, Origin origin) {
  SetValue {
    values = List.copyOf(values);
  }

  String text() {
    return String.join(",", values);
  }
}
