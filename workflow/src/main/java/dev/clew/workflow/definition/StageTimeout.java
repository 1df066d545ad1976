package dev.clew.workflow.definition;

import dev.clew.workflow.source.Rule;
import dev.clew.workflow.yaml.Fields;
import dev.clew.workflow.yaml.Key;
import dev.clew.workflow.yaml.KeySet;
import dev.clew.workflow.yaml.KeyType;
import dev.clew.workflow.yaml.Reading;
import dev.clew.workflow.yaml.YamlNode.Scalar;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads `timeout`: a duration such as `30s` or `1h30m`, or a number of seconds; `timeoutSeconds`
/// is its other name, for a number only.
final class StageTimeout {
  private static final int MAX_SECONDS = 86_400;
  private static final String NAME = "timeout";
  private static final String OTHER_NAME = "timeoutSeconds";

  /// Enough for every duration that is allowed, and for no number that takes long to read.
  private static final Pattern WRITTEN =
      Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?|([0-9]{1,9}(\\.[0-9]{1,9})?(ms|s|m|h)){1,4}");

  private static final Pattern PART = Pattern.compile("([0-9.]+)(ms|s|m|h|)");
  private static final Map<String, BigDecimal> MILLIS =
      Map.of(
          "ms", BigDecimal.ONE,
          "s", BigDecimal.valueOf(1_000),
          "", BigDecimal.valueOf(1_000),
          "m", BigDecimal.valueOf(60_000),
          "h", BigDecimal.valueOf(3_600_000));

  static final KeySet KEYS =
      KeySet.of(
          Key.text(
              NAME,
              "How long all of its tries together may take: 30s, 500ms, 1h30m, or a number of"
                  + " seconds; at most a day."),
          Key.of(
              OTHER_NAME,
              new KeyType.Decimal(MAX_SECONDS),
              "The same as timeout, as a number of seconds."));

  private final Reading reading;

  StageTimeout(Reading reading) {
    this.reading = reading;
  }

  /// Null when the stage may take as long as it takes, and when what is written is wrong.
  @Nullable Duration read(Fields stage) {
    Scalar written = stage.text(NAME);
    Long millis = stage.millis(OTHER_NAME);
    if (written == null) {
      return millis == null ? null : Duration.ofMillis(millis);
    }
    Scalar other = stage.key(OTHER_NAME);
    if (other != null) {
      reading.complain(
          Rule.WORKFLOW_EXCLUSIVE_KEYS,
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
    if (!WRITTEN.matcher(text).matches()) {
      return null;
    }
    BigDecimal millis = BigDecimal.ZERO;
    Matcher parts = PART.matcher(text);
    while (parts.find()) {
      BigDecimal unit = MILLIS.get(parts.group(2));
      if (unit != null) {
        millis = millis.add(new BigDecimal(parts.group(1)).multiply(unit));
      }
    }
    boolean allowed =
        millis.compareTo(BigDecimal.ONE) >= 0
            && millis.compareTo(BigDecimal.valueOf(MAX_SECONDS * 1_000L)) <= 0;
    return allowed ? Duration.ofMillis(millis.longValue()) : null;
  }
}
