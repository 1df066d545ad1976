package dev.clew.languagesih.template;

import dev.clew.core.Nearest;
import dev.clew.languagesih.rule.SihRule;
import dev.clew.languagesih.value.TimeKind;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what stands behind `system:`:
///
/// ```
/// clock    = ("datetime" / "date" / "time") sep ("now" / "utcnow") [("+" / "-") duration]
/// duration = "P" [n "Y"] [n "M"] [n "D"] ["T" [n "H"] [n "M"] [n "S"]]      ; ISO 8601, whole numbers
/// ```
final class SystemSyntax {
  private static final String FORM = "{{system:datetime.utcnow + P1DT2H}}";
  private static final String DATE_UNITS = "YMD";
  private static final String TIME_UNITS = "HMS";
  private static final int MAX_DIGITS = 9;

  private final Segment moment;
  private final Written written;

  private SystemSyntax(Segment moment, Written written) {
    this.moment = moment;
    this.written = written;
  }

  /// @param segments those behind `system`
  static Reference.SystemTime read(List<Segment> segments, Written written) throws SyntaxError {
    if (segments.size() < 2) {
      throw wrong(written.offset(), "incomplete token; write " + FORM, null);
    }
    if (segments.size() > 2) {
      Segment extra = segments.get(2);
      throw wrong(extra.offset(), "nothing can follow here, but '" + extra.name() + "' does", null);
    }
    for (Segment segment : segments) {
      if (segment.optional()) {
        throw wrong(segment.offset(), "the clock is always there; leave out '?'", null);
      }
    }
    return new SystemSyntax(segments.get(1), written).time(kind(segments.getFirst()));
  }

  private static TimeKind kind(Segment segment) throws SyntaxError {
    for (TimeKind kind : TimeKind.values()) {
      if (segment.is(kind.token())) {
        return kind;
      }
    }
    throw wrong(
        segment.offset(),
        "system has datetime, date and time, not '" + segment.name() + "'",
        Nearest.to(segment.name(), List.of("datetime", "date", "time")));
  }

  private Reference.SystemTime time(TimeKind kind) throws SyntaxError {
    String text = moment.name();
    int sign = 0;
    while (sign < text.length() && text.charAt(sign) != '+' && text.charAt(sign) != '-') {
      sign++;
    }
    String word = text.substring(0, sign).strip();
    boolean utc = word.equalsIgnoreCase("utcnow");
    if (!utc && !word.equalsIgnoreCase("now")) {
      throw wrong(
          moment.offset(),
          "'" + word + "' is neither 'now' nor 'utcnow'",
          Nearest.to(word, List.of("now", "utcnow")));
    }
    Reference.SystemTime.Offset offset = sign == text.length() ? null : offset(text, sign);
    return new Reference.SystemTime(kind, utc, offset, written);
  }

  private Reference.SystemTime.Offset offset(String text, int sign) throws SyntaxError {
    int at = sign + 1;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    int[] amounts = new int[DATE_UNITS.length() + TIME_UNITS.length()];
    if (!duration(text, at, amounts)) {
      throw new SyntaxError(
          SihRule.TEMPLATE_ARGUMENT,
          moment.offset() + at,
          "'" + text.substring(at) + "' is not a duration; write P1Y2M3DT4H5M6S",
          null);
    }
    int factor = text.charAt(sign) == '-' ? -1 : 1;
    return new Reference.SystemTime.Offset(
        factor * amounts[0],
        factor * amounts[1],
        factor * amounts[2],
        Duration.ofHours(amounts[3])
            .plusMinutes(amounts[4])
            .plusSeconds(amounts[5])
            .multipliedBy(factor));
  }

  /// Whether the text from there on is a duration with at least one amount, units in order.
  private static boolean duration(String text, int from, int[] amounts) {
    if (from >= text.length() || Character.toUpperCase(text.charAt(from)) != 'P') {
      return false;
    }
    int at = from + 1;
    int unit = 0;
    boolean any = false;
    boolean inTime = false;
    while (at < text.length()) {
      if (Character.toUpperCase(text.charAt(at)) == 'T' && !inTime) {
        inTime = true;
        any = false;
        unit = 0;
        at++;
        continue;
      }
      int digits = at;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        at++;
      }
      if (at == digits || at - digits > MAX_DIGITS || at == text.length()) {
        return false;
      }
      String units = inTime ? TIME_UNITS : DATE_UNITS;
      int found = units.indexOf(Character.toUpperCase(text.charAt(at)), unit);
      if (found < 0) {
        return false;
      }
      amounts[(inTime ? DATE_UNITS.length() : 0) + found] =
          Integer.parseInt(text.substring(digits, at));
      unit = found + 1;
      any = true;
      at++;
    }
    return any;
  }

  private static SyntaxError wrong(int offset, String what, @Nullable String suggestion) {
    return new SyntaxError(SihRule.TEMPLATE_SYNTAX, offset, what, suggestion);
  }
}
