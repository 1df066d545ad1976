package dev.clew.languagesih.definition;

import dev.clew.core.source.Position;
import dev.clew.languagesih.template.Template;
import dev.clew.languagesih.value.CharacterSet;
import dev.clew.languagesih.value.DateFormat;
import dev.clew.languagesih.value.TimeKind;
import org.jspecify.annotations.Nullable;

/// A variable of `initStage`: a value that is given, or drawn, once a run.
public record InitVariable(String name, Value value, boolean secret, Position at) {
  public sealed interface Value {
    record Fixed(Template template) implements Value {}

    /// @param max is drawn too
    /// @param padding digits, with zeros in front; 0 for none
    record Whole(long min, long max, int padding) implements Value {}

    record Text(int length, CharacterSet characters) implements Value {}

    record Guid() implements Value {}

    record Ulid() implements Value {}

    /// A moment between two, both as written.
    ///
    /// @param from null for the default of the type
    /// @param to null for the default of the type
    record Moment(TimeKind kind, @Nullable Template from, @Nullable Template to, DateFormat format)
        implements Value {}

    /// @param start the value, as the run is the first and only one
    record Sequence(long start, long step, int padding) implements Value {}
  }
}
