package dev.clew.workflow.catalog;

import dev.clew.workflow.definition.LatencyProfile;
import dev.clew.workflow.definition.LatencyProfile.Band;
import dev.clew.workflow.source.Position;
import dev.clew.workflow.source.Rule;
import dev.clew.workflow.yaml.Fields;
import dev.clew.workflow.yaml.Reading;
import dev.clew.workflow.yaml.YamlNode;
import dev.clew.workflow.yaml.YamlNode.Mapping;
import dev.clew.workflow.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads `latencyProfiles`, of a catalog or of a workflow.
public record LatencyProfilesReader(Reading reading) {
  private static final int MAX_MILLIS = Integer.MAX_VALUE - 1;

  /// What is wrong is reported; a profile without a usable band is left out.
  public List<LatencyProfile> read(List<YamlNode> nodes) {
    List<LatencyProfile> profiles = new ArrayList<>();
    UniqueNames names = new UniqueNames("latency profile", reading);
    for (YamlNode node : nodes) {
      if (!(node instanceof Mapping mapping)) {
        reading.wrongType(node.at(), "a latency profile must be a mapping, not " + node.what());
        continue;
      }
      Fields fields =
          new Fields(mapping, "the latency profile", CatalogKeys.LATENCY_PROFILE, reading);
      Scalar name = fields.required("name");
      List<Band> bands = bands(fields);
      if (name != null && names.isNew(name.text(), name.at()) && !bands.isEmpty()) {
        profiles.add(new LatencyProfile(name.text(), bands));
      }
    }
    return profiles;
  }

  private List<Band> bands(Fields profile) {
    List<YamlNode> nodes = profile.list("bands");
    if (nodes.isEmpty()) {
      profile.missing(profile.at(), "bands");
    }
    List<Band> bands = new ArrayList<>();
    UniqueNames names = new UniqueNames("band", reading);
    for (YamlNode node : nodes) {
      if (!(node instanceof Mapping mapping)) {
        reading.wrongType(node.at(), "a band must be a mapping, not " + node.what());
        continue;
      }
      Band band = band(mapping);
      if (band != null
          && names.isNew(band.name(), mapping.at())
          && isApart(band, bands, mapping.at())) {
        bands.add(band);
      }
    }
    return bands;
  }

  private @Nullable Band band(Mapping mapping) {
    Fields fields = new Fields(mapping, "the band", CatalogKeys.LATENCY_BAND, reading);
    AddressReader numbers = new AddressReader(reading);
    Scalar name = fields.required("name");
    Integer min = numbers.number(fields, "minMs", 0, MAX_MILLIS);
    Integer max = numbers.number(fields, "maxMs", 0, MAX_MILLIS);
    String color = CatalogReader.text(fields, "color");
    String label = CatalogReader.text(fields, "label");
    if (name == null) {
      return null;
    }
    if (fields.node("minMs") == null && fields.node("maxMs") == null) {
      reading.complain(
          Rule.CATALOG_LATENCY,
          mapping.at(),
          "band '" + name.text() + "' has neither 'minMs' nor 'maxMs'");
      return null;
    }
    if (min != null && max != null && min > max) {
      reading.complain(
          Rule.CATALOG_LATENCY,
          mapping.at(),
          "band '" + name.text() + "' begins at " + min + " ms, after its end at " + max + " ms");
      return null;
    }
    return new Band(name.text(), wide(min), wide(max), color, label);
  }

  private static @Nullable Long wide(@Nullable Integer number) {
    return number == null ? null : (Long) number.longValue();
  }

  private boolean isApart(Band band, List<Band> others, Position at) {
    for (Band other : others) {
      if (least(band) <= most(other) && least(other) <= most(band)) {
        reading.complain(
            Rule.CATALOG_LATENCY,
            at,
            "bands '" + other.name() + "' and '" + band.name() + "' overlap; bounds are inclusive");
        return false;
      }
    }
    return true;
  }

  private static long least(Band band) {
    Long min = band.minMs();
    return min == null ? 0 : min;
  }

  private static long most(Band band) {
    Long max = band.maxMs();
    return max == null ? Long.MAX_VALUE : max;
  }
}
