package dev.clew.languagesih.scope;

import dev.clew.core.json.Json;
import dev.clew.languagesih.template.RandomArguments;
import dev.clew.languagesih.template.Reference;
import dev.clew.languagesih.template.Reference.Random.Argument;
import dev.clew.languagesih.template.Scope;
import dev.clew.languagesih.value.CharacterSet;
import dev.clew.languagesih.value.DateFormat;
import dev.clew.languagesih.value.Moments;
import dev.clew.languagesih.value.TimeKind;
import dev.clew.plan.evidence.MissingCode;
import dev.clew.plan.evidence.Resolved;
import dev.clew.plan.evidence.Resolved.Missing;
import dev.clew.plan.evidence.Use;
import dev.clew.plan.evidence.ValueOrigin;
import dev.clew.plan.scope.Draws;
import dev.clew.plan.value.Display;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one `rand:` token stands for.
final class RandomTokens {
  private final Reference.Random token;
  private final Scope scope;
  private final RandomValues values;
  private final InstantSource clock;
  private final List<@Nullable String> arguments = new ArrayList<>();
  private final List<Use> uses = new ArrayList<>();

  private RandomTokens(
      Reference.Random token, Scope scope, RandomValues values, InstantSource clock) {
    this.token = token;
    this.scope = scope;
    this.values = values;
    this.clock = clock;
  }

  /// @param scope what the tokens in the arguments stand for
  static Resolved resolve(Reference.Random token, Scope scope, Draws draws, InstantSource clock) {
    RandomTokens made = new RandomTokens(token, scope, new RandomValues(draws), clock);
    Missing missing = made.readArguments();
    return missing == null ? made.draw() : missing;
  }

  /// Null when all can be drawn with. An argument that is empty is as if it were not there.
  private @Nullable Missing readArguments() {
    for (int index = 0; index < token.arguments().size(); index++) {
      String text = null;
      switch (token.arguments().get(index)) {
        case Argument.Literal literal -> text = literal.text();
        case Argument.Of of -> {
          Resolved resolved = scope.resolveToken(of.token());
          if (resolved instanceof Missing missing && !missing.isAccepted()) {
            return missing;
          }
          uses.add(new Use(name(), of.token().display(), resolved));
          text = Display.text(resolved.valueOrNull());
        }
      }
      if (text.isBlank()) {
        arguments.add(null);
        continue;
      }
      RandomArguments.Fault fault = RandomArguments.fault(token.draw(), index, text);
      if (fault != null) {
        return new Missing(
            "argument " + (index + 1) + " of " + name() + " " + fault.what(),
            MissingCode.INVALID_ARGUMENT,
            false);
      }
      arguments.add(text);
    }
    return null;
  }

  private Resolved draw() {
    return switch (token.draw()) {
      case NUMBER ->
          found(
              Json.of(
                  values.whole(
                      whole(0, RandomArguments.DEFAULT_MIN),
                      whole(1, RandomArguments.DEFAULT_MAX))),
              null);
      case TEXT -> text();
      case GUID -> found(Json.of(values.guid()), null);
      case ULID -> {
        Instant at = clock.instant();
        yield found(Json.of(values.ulid(at)), at);
      }
      case DATE -> moment(TimeKind.DATE);
      case DATETIME -> moment(TimeKind.DATE_TIME);
      case TIME -> moment(TimeKind.TIME);
    };
  }

  private Resolved text() {
    String word = argument(1);
    CharacterSet set = word == null ? null : CharacterSet.of(word.strip());
    int length = (int) whole(0, RandomArguments.DEFAULT_TEXT_CHARS);
    return found(Json.of(values.text(length, set == null ? CharacterSet.ALNUM : set)), null);
  }

  private Resolved moment(TimeKind kind) {
    Instant now = clock.instant();
    String format = argument(2);
    OffsetDateTime drawn = values.moment(kind, bound(kind, 0), bound(kind, 1), now);
    if (!Moments.isInRange(drawn)) {
      return new Missing(
          name() + " came to the year " + drawn.getYear(), MissingCode.OUT_OF_RANGE, false);
    }
    boolean readsClock = kind != TimeKind.TIME && argument(0) == null && argument(1) == null;
    String text = DateFormat.known(format == null ? "" : format, kind).format(drawn);
    return found(Json.of(text), readsClock ? now : null);
  }

  private Resolved found(Json value, @Nullable Instant at) {
    return new Resolved.Found(value, new ValueOrigin.Random(token.draw().word(), at, uses));
  }

  private @Nullable OffsetDateTime bound(TimeKind kind, int index) {
    String text = argument(index);
    return text == null ? null : Moments.parse(kind, text);
  }

  private long whole(int index, long otherwise) {
    String text = argument(index);
    Long number = text == null ? null : RandomArguments.whole(text);
    return number == null ? otherwise : number;
  }

  private @Nullable String argument(int index) {
    return index < arguments.size() ? arguments.get(index) : null;
  }

  private String name() {
    return "rand:" + token.draw().word();
  }
}
