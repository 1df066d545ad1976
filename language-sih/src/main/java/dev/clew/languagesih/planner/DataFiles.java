package dev.clew.languagesih.planner;

import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.Rule;
import dev.clew.core.source.SourceFile;
import dev.clew.core.source.TextPlace;
import dev.clew.languagesih.definition.WorkflowDefinition;
import dev.clew.languagesih.rule.SihRule;
import dev.clew.languagesih.template.Template;
import dev.clew.languagesih.template.TemplateParser;
import dev.clew.plan.PlannedWorkflow;
import dev.clew.plan.expression.Expression;
import dev.clew.plan.source.WorkflowFiles;
import dev.clew.plan.stage.DataList;
import dev.clew.plan.stage.Loop;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks into the data files of loops that are named literally, before anything is sent. The run
/// reads them again when their stages begin; a recording has only those of stages that began, so
/// this is no part of the planning. Not thread-safe.
final class DataFiles {
  private final WorkflowFiles files;
  private final Diagnostics diagnostics;
  private final Set<SourceFile> read = new LinkedHashSet<>();

  /// @param files the disk
  DataFiles(WorkflowFiles files, Diagnostics diagnostics) {
    this.files = files;
    this.diagnostics = diagnostics;
  }

  /// What could be read, each once.
  List<SourceFile> read() {
    return List.copyOf(read);
  }

  void check(PlannedWorkflow workflow) {
    workflow.stages().forEach(stage -> check(workflow.file(), stage.settings().loop()));
  }

  /// A workflow that there is no plan of.
  void check(WorkflowDefinition workflow) {
    String from = workflow.source().logicalName();
    workflow.stages().forEach(stage -> check(from, stage.settings().loop()));
  }

  private void check(String from, @Nullable Loop loop) {
    if (loop != null && loop.items() instanceof Loop.Items.InFile file && file.path().isFixed()) {
      check(from, file);
    }
  }

  private void check(String from, Loop.Items.InFile data) {
    Expression path = data.path();
    switch (files.read(from, path.written())) {
      case WorkflowFiles.Read.Failed failed ->
          complain(SihRule.WORKFLOW_FILE, path, "the data cannot be read: " + failed.why());
      case WorkflowFiles.Read.Text text -> {
        read.add(text.file());
        check(text.file(), data);
      }
    }
  }

  /// With tokens in it, only the run knows what it holds.
  private void check(SourceFile file, Loop.Items.InFile data) {
    Expression path = data.path();
    int before = diagnostics.size();
    Template content = TemplateParser.parse(file.text(), new TextPlace(file), diagnostics);
    if (content.hasTokens() || diagnostics.size() > before) {
      return;
    }
    switch (data.parser().parse(file)) {
      case DataList.Items items -> {}
      case DataList.NotRead fault ->
          complain(SihRule.WORKFLOW_FILE, path, "the data cannot be read: " + fault.why());
      case DataList.NotAList fault ->
          complain(
              SihRule.WORKFLOW_LOOP,
              path,
              fault.why() + "; 'forEach' is the path of the list in the file");
    }
  }

  private void complain(Rule rule, Expression path, String message) {
    diagnostics.add(rule, path.place(), 0, message, null);
  }
}
