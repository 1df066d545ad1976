package dev.clew.languagesih.template;

import dev.clew.languagesih.value.TimeKind;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A token that names one value. `optional` says that a `?` stands behind the name: then a missing
/// value is null and not a reason to stop. Names are as they were written; they are compared
/// ignoring case.
public sealed interface Reference extends Token {
  boolean optional();

  record Input(String name, boolean optional, JsonPath path, Written written)
      implements Reference {}

  record Environment(String name, boolean optional, Written written) implements Reference {}

  record StageOutput(String stage, String key, boolean optional, JsonPath path, Written written)
      implements Reference {}

  /// A part of the response of an earlier stage.
  record StageResponse(String stage, ResponsePart part, boolean optional, Written written)
      implements Reference {}

  /// A part of the response of the stage in which the token stands.
  record OwnResponse(ResponsePart part, boolean optional, Written written) implements Reference {}

  /// A variable of `initStage`, or what a stage has `set`.
  record Global(String name, boolean optional, JsonPath path, Written written)
      implements Reference {}

  /// An entry of the shared context; the item and the index of a loop are there too.
  record Context(String name, boolean optional, JsonPath path, Written written)
      implements Reference {}

  /// A derived value of `vars`, evaluated where it is used.
  record Variable(String name, boolean optional, JsonPath path, Written written)
      implements Reference {}

  /// The clock.
  ///
  /// @param offset is added, and is negative to be subtracted; null for none
  record SystemTime(TimeKind kind, boolean utc, @Nullable Offset offset, Written written)
      implements Reference {
    @Override
    public boolean optional() {
      return false;
    }

    /// An ISO 8601 duration with calendar parts: `P1Y2M3DT4H5M6S`.
    public record Offset(int years, int months, int days, Duration time) {}
  }

  /// `stage:json(NAME.output.KEY).path`: an output whose text is read as JSON.
  ///
  /// @param path into the JSON
  record StageJson(StageOutput output, JsonPath path, Written written) implements Reference {
    @Override
    public boolean optional() {
      return output.optional();
    }
  }

  /// A drawn value.
  ///
  /// @param arguments literal text that [RandomArguments] has checked, or tokens
  record Random(Draw draw, List<Argument> arguments, Written written) implements Reference {
    public Random {
      arguments = List.copyOf(arguments);
    }

    @Override
    public boolean optional() {
      return false;
    }

    public enum Draw {
      NUMBER,
      TEXT,
      GUID,
      ULID,
      DATE,
      DATETIME,
      TIME;

      /// As it is written behind `rand:`.
      public String word() {
        return name().toLowerCase(Locale.ROOT);
      }
    }

    public sealed interface Argument {
      record Literal(String text) implements Argument {}

      record Of(Token token) implements Argument {}
    }
  }

  /// `stage:NAME.workflow.output.KEY`: an output of a child workflow.
  record WorkflowOutput(String stage, String key, boolean optional, JsonPath path, Written written)
      implements Reference {}

  /// `stage:NAME.workflow.result.status` and `.message`.
  record WorkflowResult(String stage, Part part, boolean optional, Written written)
      implements Reference {
    public enum Part {
      STATUS,
      MESSAGE
    }
  }
}
