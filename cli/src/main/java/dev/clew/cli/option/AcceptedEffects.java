package dev.clew.cli.option;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/// The effects of unknown outcome that may be repeated.
public final class AcceptedEffects {
  @Option(
      names = "--accept-effect",
      paramLabel = "ID",
      description = "Repeat this effect although nobody knows whether it took effect; repeat.")
  private List<String> ids = new ArrayList<>();

  public Set<String> ids() {
    return new HashSet<>(ids);
  }
}
