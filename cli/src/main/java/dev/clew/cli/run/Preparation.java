package dev.clew.cli.run;

import dev.clew.cli.CliException;
import dev.clew.workflow.catalog.ApiDefinition;
import dev.clew.workflow.catalog.Catalog;
import dev.clew.workflow.catalog.CatalogReader;
import dev.clew.workflow.definition.WorkflowDefinition;
import dev.clew.workflow.definition.WorkflowReader;
import dev.clew.workflow.input.Supplied;
import dev.clew.workflow.input.VarsFile;
import dev.clew.workflow.plan.PlanRequest;
import dev.clew.workflow.plan.Planner;
import dev.clew.workflow.plan.Planning;
import dev.clew.workflow.source.Diagnostics;
import dev.clew.workflow.source.SourceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// From what a user asked for to a plan, or to everything that is wrong with it.
public final class Preparation {
  private Preparation() {}

  public static Planning plan(RunRequest request) {
    SourceFile workflow = SourceText.read(request.workflow());
    Path asked = request.catalog();
    Path path = asked == null ? CatalogSearch.from(request.workflow()) : asked;
    SourceFile catalog = path == null ? null : SourceText.read(path);
    String environment = environment(request, catalog);
    Map<String, Supplied> inputs = new LinkedHashMap<>();
    Path vars = vars(request);
    if (vars != null) {
      inputs.putAll(supplied(vars, workflow, environment));
    }
    inputs.putAll(request.inputs());
    return Planner.plan(
        new PlanRequest(
            workflow, catalog, environment, request.baseUrls(), inputs, System::getenv));
  }

  /// The only environment of the catalog needs no name.
  private static String environment(RunRequest request, @Nullable SourceFile catalogSource) {
    String asked = request.environment();
    if (asked != null) {
      return asked;
    }
    Set<String> known = new TreeSet<>();
    Catalog catalog =
        catalogSource == null ? null : CatalogReader.read(catalogSource, new Diagnostics());
    if (catalog != null) {
      for (Catalog.Version version : catalog.versions()) {
        for (ApiDefinition definition : version.definitions()) {
          definition.baseUrls().forEach(url -> known.add(url.environment()));
        }
      }
    }
    if (known.size() > 1) {
      throw CliException.usage(
          "the catalog knows several environments ("
              + String.join(", ", known)
              + "): choose one with --env");
    }
    return known.isEmpty() ? "default" : known.iterator().next();
  }

  private static @Nullable Path vars(RunRequest request) {
    Path asked = request.vars();
    if (asked != null) {
      return asked;
    }
    String name = request.workflow().getFileName().toString();
    int dot = name.lastIndexOf('.');
    Path beside =
        request.workflow().resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ".wfvars");
    return Files.isRegularFile(beside) ? beside : null;
  }

  private static Map<String, Supplied> supplied(
      Path path, SourceFile workflow, String environment) {
    WorkflowDefinition definition = WorkflowReader.read(workflow, new Diagnostics());
    String version = definition == null ? "" : definition.version();
    VarsFile vars = VarsFile.read(SourceText.read(path), environment, version);
    if (!vars.problems().isEmpty()) {
      throw CliException.usage(String.join("\n", vars.problems()));
    }
    return vars.inputs();
  }
}
