package dev.clew.cli.option;

import dev.clew.core.replay.ReplayAsk;
import dev.clew.plan.input.Supplied;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What `clew plan` and `clew replay` have in common.
public final class ReplayOptions {
  @Parameters(
      paramLabel = "RUN",
      description =
          "A ledger or report file, a run id or its beginning, a name or an execution key; RUN@N"
              + " for its Nth attempt.")
  public String run = "";

  @Option(
      names = "--from",
      paramLabel = "STAGE|WINDOW",
      description =
          "Where to begin: a stage, or boot, active, save (default: the earliest place where"
              + " something is left to do).")
  private @Nullable String from;

  @Mixin private AcceptedEffects accepted = new AcceptedEffects();

  @Option(
      names = "--accept-variable",
      paramLabel = "NAME",
      description =
          "Go on although this environment variable is not set, or has another value than the"
              + " attempt had; repeat.")
  private List<String> acceptedVariables = new ArrayList<>();

  @Option(
      names = "--new-run",
      description = "Make it a run of its own, which may have other inputs.")
  private boolean newRun;

  @Option(
      names = {"-i", "--input"},
      paramLabel = "NAME=VALUE",
      description =
          "A secret that the ledger does not have, or another value for a --new-run or with"
              + " --offline.")
  private List<String> inputs = new ArrayList<>();

  public ReplayAsk ask() {
    return new ReplayAsk(from, accepted.ids(), newRun);
  }

  public Set<String> acceptedVariables() {
    return new HashSet<>(acceptedVariables);
  }

  public Map<String, Supplied.Text> inputs() {
    return NamedOption.inputs(inputs);
  }

  /// Whether nothing is said but, perhaps, inputs.
  public boolean isDefaultButForInputs() {
    return from == null && accepted.ids().isEmpty() && acceptedVariables.isEmpty() && !newRun;
  }
}
