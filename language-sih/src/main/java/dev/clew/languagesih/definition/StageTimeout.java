package dev.clew.languagesih.definition;

import dev.clew.languagesih.rule.SihRule;
import dev.clew.yaml.Fields;
import dev.clew.yaml.FileReading;
import dev.clew.yaml.Key;
import dev.clew.yaml.KeySet;
import dev.clew.yaml.KeyType;
import dev.clew.yaml.YamlNode.Scalar;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads `timeout`: a duration such as `30s` or `1h30m`, or a number of seconds; `timeoutSeconds`
/// is its other name, for a number only.
public final class StageTimeout {
  private static final int MAX_SECONDS = 86_400;
  private static final String NAME = "timeout";
  private static final String OTHER_NAME = "timeoutSeconds";

  /// `1h30m20s500ms` has four.
  private static final int MAX_PARTS = 4;

  /// Enough for every duration that is allowed, and no number that takes long to read.
  private static final int MAX_NUMBER_CHARS = 19;

  private static final Map<String, BigDecimal> MILLIS =
      Map.of(
          "ms", BigDecimal.ONE,
          "s", BigDecimal.valueOf(1_000),
          "m", BigDecimal.valueOf(60_000),
          "h", BigDecimal.valueOf(3_600_000));

  public static final KeySet KEYS =
      KeySet.of(
          Key.text(
              NAME,
              "How long all of its tries together may take: 30s, 500ms, 1h30m, or a number of"
                  + " seconds; at most a day."),
          Key.of(
              OTHER_NAME,
              new KeyType.Decimal(MAX_SECONDS),
              "The same as timeout, as a number of seconds."));

  private final FileReading reading;

  public StageTimeout(FileReading reading) {
    this.reading = reading;
  }

  /// Null when the stage may take as long as it takes, and when what is written is wrong.
  public @Nullable Duration read(Fields stage) {
    Scalar written = stage.text(NAME);
    Long millis = stage.millis(OTHER_NAME);
    if (written == null) {
      return millis == null ? null : Duration.ofMillis(millis);
    }
    Scalar other = stage.key(OTHER_NAME);
    if (other != null) {
      reading.complain(
          SihRule.WORKFLOW_EXCLUSIVE_KEYS,
          other.at(),
          "'" + NAME + "' and '" + OTHER_NAME + "' cannot stand together in " + stage.owner());
    }
    Duration duration = parse(written.text().strip());
    if (duration == null) {
      reading.wrongValue(
          written.at(),
          "'"
              + NAME
              + "' in "
              + stage.owner()
              + " must be a duration such as 30s, 500ms or 1h30m, from 1ms to 24h",
          null);
    }
    return duration;
  }

  private static @Nullable Duration parse(String text) {
    BigDecimal millis = BigDecimal.ZERO;
    int at = 0;
    for (int part = 0; at < text.length(); part++) {
      int unit = endOf(text, at, true);
      int end = endOf(text, unit, false);
      String name =
          end == text.length() && at == 0 && unit == end ? "s" : text.substring(unit, end);
      BigDecimal number = number(text.substring(at, unit));
      BigDecimal factor = MILLIS.get(name);
      if (part == MAX_PARTS || number == null || factor == null) {
        return null;
      }
      millis = millis.add(number.multiply(factor));
      at = end;
    }
    boolean allowed =
        millis.compareTo(BigDecimal.ONE) >= 0
            && millis.compareTo(BigDecimal.valueOf(MAX_SECONDS * 1_000L)) <= 0;
    return allowed ? Duration.ofMillis(millis.longValue()) : null;
  }

  /// Where what is part of a number, or is not, ends.
  private static int endOf(String text, int from, boolean inNumber) {
    int at = from;
    while (at < text.length() && inNumber == ("0123456789.".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    return at;
  }

  /// Digits, and perhaps a point and more digits; null for anything else.
  private static @Nullable BigDecimal number(String text) {
    int point = text.indexOf('.');
    boolean isNumber =
        !text.isEmpty()
            && text.length() <= MAX_NUMBER_CHARS
            && point != 0
            && point != text.length() - 1
            && point == text.lastIndexOf('.');
    return isNumber ? new BigDecimal(text) : null;
  }
}
