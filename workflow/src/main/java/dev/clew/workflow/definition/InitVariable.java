package dev.clew.workflow.definition;

import dev.clew.workflow.source.Position;
import dev.clew.workflow.template.Template;
import org.jspecify.annotations.Nullable;

/// A variable of `initStage`: a value that is given, or drawn, once a run.
public record InitVariable(String name, Value value, boolean secret, Position at) {
  public sealed interface Value {
    record Fixed(Template template) implements Value {}

    /// @param max is drawn too
    /// @param padding digits, with zeros in front; 0 for none
    record Whole(long min, long max, int padding) implements Value {}

    record Text(int length, Charset charset) implements Value {}

    record Guid() implements Value {}

    record Ulid() implements Value {}

    /// A moment between two, both as written.
    ///
    /// @param from null for the default of the type
    /// @param to null for the default of the type
    /// @param format a .NET format string; null for the default of the type
    record Moment(
        Precision precision,
        @Nullable Template from,
        @Nullable Template to,
        @Nullable String format)
        implements Value {}

    /// @param start the value, as the run is the first and only one
    record Sequence(long start, long step, int padding) implements Value {}
  }

  public enum Precision {
    DATE_TIME,
    DATE,
    TIME
  }

  public enum Charset {
    ALPHA,
    ALPHA_LOWER,
    ALPHA_UPPER,
    ALNUM,
    NUMERIC,
    ASCII
  }
}
