package dev.clew.cli.command;

import dev.clew.cli.demo.DemoServices;
import dev.clew.cli.demo.ShopService;
import dev.clew.cli.process.CtrlC;
import dev.clew.cli.process.ExitCode;
import dev.clew.cli.process.Terminal;
import dev.clew.cli.process.ThisProcess;
import dev.clew.cli.workflow.RunDisplay;
import dev.clew.core.Refusal;
import dev.clew.execution.PreRunCheck;
import dev.clew.execution.Preparation;
import dev.clew.execution.ReadyRun;
import dev.clew.execution.RunRequest;
import dev.clew.execution.WorkflowRun;
import dev.clew.plan.input.Supplied;
import dev.clew.plan.language.Planning;
import dev.clew.report.terminal.CommandWords;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `clew demo`: the onboarding of two customers, one of whom is challenged for 3-D Secure.
@Command(
    name = "demo",
    description = "Run a workflow against services in this process, once challenged, once well.",
    usageHelpAutoWidth = true)
public final class DemoCommand extends Subcommand {
  private static final String WORKFLOW = "customer-onboarding.workflow";
  private static final List<String> FILES = List.of(WORKFLOW, "api.catalog");
  private static final String ENVIRONMENT = "demo";

  public DemoCommand(Terminal terminal) {
    super(terminal);
  }

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Where the workflow and its reports go (default: clew-demo/ here).")
  private @Nullable Path out;

  @Option(
      names = "--serve",
      paramLabel = "PORT",
      arity = "0..1",
      fallbackValue = "" + ShopService.PORT,
      description =
          "Instead, run the service that the examples call, until Ctrl-C (default port: "
              + ShopService.PORT
              + ").")
  private @Nullable Integer port;

  @Override
  public Integer call() throws IOException {
    Integer asked = port;
    if (asked != null) {
      return serve(asked);
    }
    Path folder = folder();
    try (DemoServices services = new DemoServices()) {
      WorkflowRun.Result challenged =
          run(
              folder,
              services.baseUrls(),
              "plan_premium",
              "A customer who is challenged by 3-D Secure:");
      terminal.line("");
      run(folder, services.baseUrls(), "plan_basic", "A customer for whom it works:");
      terminal.line("");
      Path page = challenged.reports().files().get("report_html");
      terminal.line("Open " + (page == null ? challenged.ledger() : page) + " in a browser,");
      terminal.line("or ask the terminal: clew why " + challenged.ledger());
      return ExitCode.OK.code();
    }
  }

  private int serve(int asked) {
    try (ShopService shop = new ShopService(asked)) {
      terminal.line("The shop of the examples listens on " + shop.url() + " until Ctrl-C.");
      terminal.line("In another terminal: clew run examples/workflows/1-ping.workflow");
      terminal.out().flush();
      new CountDownLatch(1).await();
      return ExitCode.OK.code();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED.code();
    } catch (IOException | IllegalArgumentException e) {
      throw Refusal.invalid(
          "port " + asked + " cannot be used: " + e.getMessage() + "; choose another: --serve PORT",
          e);
    }
  }

  private Path folder() {
    Path asked = out;
    Path folder = asked == null ? Path.of("clew-demo") : asked;
    try {
      return unpackInto(folder);
    } catch (IOException e) {
      if (asked != null) {
        throw Refusal.notWritten(asked + " cannot be written: " + e.getMessage(), e);
      }
    }
    try {
      return unpackInto(Files.createTempDirectory("clew-demo"));
    } catch (IOException e) {
      throw Refusal.notWritten(
          "neither this folder nor the temporary one can be written: " + e.getMessage(), e);
    }
  }

  private static Path unpackInto(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String name : FILES) {
      try (InputStream in = DemoServices.class.getResourceAsStream(name)) {
        if (in == null) {
          throw new IOException("the demo has no " + name);
        }
        Files.write(folder.resolve(name), in.readAllBytes());
      }
    }
    return folder;
  }

  private WorkflowRun.Result run(Path folder, Map<String, String> urls, String plan, String title) {
    terminal.line(terminal.palette().bold(title));
    Map<String, Supplied> inputs = new LinkedHashMap<>();
    inputs.put("email", new Supplied.Text("ada@example.com", "--input email"));
    inputs.put("planId", new Supplied.Text(plan, "--input planId"));
    RunRequest request =
        RunRequest.of(folder.resolve(WORKFLOW), ENVIRONMENT, inputs, urls, System::getenv);
    Preparation.Prepared prepared = Preparation.prepare(request);
    if (!(prepared.planning() instanceof Planning.Ready ready)) {
      throw Refusal.invalid(
          "the demo's files in " + folder + " are not those of the demo; remove them");
    }
    try (RunDisplay display = RunDisplay.of(terminal, ready.plan(), false, false, true)) {
      WorkflowRun.Result result =
          new WorkflowRun(
                  request,
                  new ReadyRun(ready.plan(), prepared, PreRunCheck.NONE),
                  InstantSource.system(),
                  ThisProcess.surroundings(),
                  CommandWords.SHELL)
              .execute(ledger -> {}, display::row, CtrlC::cancels);
      display.end(result);
      return result;
    }
  }
}
