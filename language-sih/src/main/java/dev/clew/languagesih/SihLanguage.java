package dev.clew.languagesih;

import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.SourceFile;
import dev.clew.languagesih.definition.WorkflowDefinition;
import dev.clew.languagesih.planner.SihDefinition;
import dev.clew.languagesih.reader.WorkflowReader;
import dev.clew.plan.language.Definition;
import dev.clew.plan.language.Language;
import java.util.Set;
import java.util.function.Supplier;

/// SphereIntegrationHub's language: `.workflow` files of YAML with `{{…}}` tokens, and an API
/// catalog.
public final class SihLanguage implements Language {
  @Override
  public String ending() {
    return ".workflow";
  }

  @Override
  public Definition read(SourceFile workflow, Supplier<Set<String>> pluginKinds) {
    Diagnostics diagnostics = new Diagnostics();
    WorkflowDefinition read = WorkflowReader.read(workflow, pluginKinds, diagnostics);
    return new SihDefinition(workflow, pluginKinds, read, diagnostics);
  }

  @Override
  public String inputsEnding() {
    return ".wfvars";
  }
}
