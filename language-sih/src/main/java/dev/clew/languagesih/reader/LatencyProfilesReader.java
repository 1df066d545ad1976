package dev.clew.languagesih.reader;

import dev.clew.core.source.Rule;
import dev.clew.languagesih.rule.SihRule;
import dev.clew.plan.stage.LatencyProfile;
import dev.clew.yaml.Fields;
import dev.clew.yaml.FileReading;
import dev.clew.yaml.Key;
import dev.clew.yaml.KeySet;
import dev.clew.yaml.KeyType;
import dev.clew.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads latency profiles, of a workflow or of a catalog.
public final class LatencyProfilesReader {
  private static final KeyType MILLIS = new KeyType.Whole(0, Integer.MAX_VALUE);
  public static final KeySet BAND_KEYS =
      KeySet.of(
          Key.text("name", "The band's name.").needed(),
          Key.of("minMs", MILLIS, "The shortest duration that is in it, in milliseconds."),
          Key.of("maxMs", MILLIS, "The longest duration that is in it, in milliseconds."),
          Key.text("color", "How a report marks it."),
          Key.text("label", "What a report calls it."));

  public static final KeySet KEYS =
      KeySet.of(
          Key.text("name", "The profile's name.").needed(),
          Key.of("bands", KeyType.groups(BAND_KEYS), "Bands of durations that do not overlap.")
              .needed());

  private final FileReading reading;

  public LatencyProfilesReader(FileReading reading) {
    this.reading = reading;
  }

  public List<LatencyProfile> read(List<Fields> items) {
    List<LatencyProfile> profiles = new ArrayList<>();
    DeclaredNames names = new DeclaredNames("latency profile", reading);
    for (Fields fields : items) {
      Scalar name = fields.required("name");
      List<LatencyProfile.Band> bands = bands(fields);
      if (name != null && names.add(name)) {
        profiles.add(new LatencyProfile(name.text(), bands));
      }
    }
    return profiles;
  }

  private List<LatencyProfile.Band> bands(Fields profile) {
    List<LatencyProfile.Band> bands = new ArrayList<>();
    DeclaredNames names = new DeclaredNames("band", reading);
    List<Fields> items = profile.groups("bands", "band");
    profile.requireItems("bands");
    for (Fields fields : items) {
      Scalar name = fields.required("name");
      Integer min = fields.whole("minMs");
      Integer max = fields.whole("maxMs");
      String color = text(fields.text("color"));
      String label = text(fields.text("label"));
      boolean isNew = name == null || names.add(name);
      if (name == null || !isNew || !isRange(fields, min, max)) {
        continue;
      }
      LatencyProfile.Band band =
          new LatencyProfile.Band(
              name.text(),
              min == null ? null : Long.valueOf(min),
              max == null ? null : Long.valueOf(max),
              color,
              label);
      complainOfOverlap(bands, band, name);
      bands.add(band);
    }
    return bands;
  }

  /// What is wrong with a bound itself was reported when it was read.
  private boolean isRange(Fields fields, @Nullable Integer min, @Nullable Integer max) {
    String fault = null;
    if (!fields.has("minMs") && !fields.has("maxMs")) {
      fault = "a band needs 'minMs', 'maxMs' or both";
    } else if (min != null && max != null && min > max) {
      fault = "'minMs' of a band is above its 'maxMs'";
    }
    if (fault != null) {
      reading.complain(rule(), fields.at(), fault);
    }
    return min == null ? max != null : fault == null;
  }

  private void complainOfOverlap(
      List<LatencyProfile.Band> bands, LatencyProfile.Band band, Scalar name) {
    LatencyProfile.Band other = null;
    for (LatencyProfile.Band each : bands) {
      boolean before = each.maxMs() != null && band.minMs() != null && each.maxMs() < band.minMs();
      boolean behind = each.minMs() != null && band.maxMs() != null && each.minMs() > band.maxMs();
      other = before || behind ? other : each;
    }
    if (other != null) {
      reading.complain(
          rule(), name.at(), "band '" + band.name() + "' overlaps band '" + other.name() + "'");
    }
  }

  private static @Nullable String text(@Nullable Scalar scalar) {
    return scalar == null ? null : scalar.text();
  }

  private Rule rule() {
    return reading.rules().equals(SihRule.IN_CATALOG)
        ? SihRule.CATALOG_LATENCY
        : SihRule.WORKFLOW_LATENCY_BANDS;
  }
}
