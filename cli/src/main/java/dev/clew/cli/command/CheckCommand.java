package dev.clew.cli.command;

import dev.clew.cli.option.WorkflowOptions;
import dev.clew.cli.process.Terminal;
import dev.clew.cli.workflow.WorkflowCheck;
import dev.clew.core.Refusal;
import dev.clew.execution.RunRequest;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `clew check`: all that can be known of a run before a request of its workflow is sent.
@Command(
    name = "check",
    description = "Check a workflow, its APIs and their contracts; send none of its requests.",
    usageHelpAutoWidth = true,
    sortOptions = false,
    footer = {
      "",
      "Example: @|bold clew check onboarding.workflow --env prod|@",
      "Exit codes: 0 ok, 2 something is wrong."
    })
final class CheckCommand extends Subcommand {
  CheckCommand(Terminal terminal) {
    super(terminal);
  }

  @Mixin private WorkflowOptions options = new WorkflowOptions();

  @Option(
      names = "--no-network",
      description = "Open no connection: no health checks, contracts from the cache only.")
  private boolean noNetwork;

  @Option(
      names = "--plan",
      paramLabel = "text|json",
      description = "Print the plan too; json prints nothing else.")
  private @Nullable String plan;

  @Option(names = "--json", description = "Print everything as one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    return new WorkflowCheck(terminal, request(), !noNetwork).report(form());
  }

  private WorkflowCheck.Form form() {
    if (plan == null) {
      return json ? WorkflowCheck.Form.JSON : WorkflowCheck.Form.CHECKS;
    }
    return switch (plan.toLowerCase(Locale.ROOT)) {
      case "json" -> json ? WorkflowCheck.Form.JSON : WorkflowCheck.Form.PLAN_JSON;
      case "text" -> json ? WorkflowCheck.Form.JSON : WorkflowCheck.Form.plan(verbose);
      default -> throw Refusal.invalid("--plan takes text or json, not " + plan);
    };
  }

  private RunRequest request() {
    Path path = options.workflow("check");
    return options.request(
        path,
        options.needs(path),
        RunRequest.Modes.checking(
            options.mocks(), options.mockedBy(), options.assertionFailuresBlock),
        true,
        RunRequest.Reporting.NONE,
        false);
  }
}
