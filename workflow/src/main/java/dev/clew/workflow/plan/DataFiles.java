package dev.clew.workflow.plan;

import dev.clew.workflow.definition.Loop;
import dev.clew.workflow.definition.StageDefinition;
import dev.clew.workflow.source.Diagnostics;
import dev.clew.workflow.source.Rule;
import dev.clew.workflow.source.SourceFile;
import dev.clew.workflow.source.TextPlace;
import dev.clew.workflow.source.WorkflowFiles;
import dev.clew.workflow.template.Template;
import dev.clew.workflow.template.TemplateParser;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Looks into the data files of loops that are named literally, before anything is sent. The run
/// reads them again when their stages begin; a recording has only those of stages that began, so
/// this is no part of the planning. Not thread-safe.
public final class DataFiles {
  private final WorkflowFiles files;
  private final Diagnostics diagnostics;
  private final Set<SourceFile> read = new LinkedHashSet<>();

  /// @param files the disk
  public DataFiles(WorkflowFiles files, Diagnostics diagnostics) {
    this.files = files;
    this.diagnostics = diagnostics;
  }

  /// What could be read, each once.
  public List<SourceFile> read() {
    return List.copyOf(read);
  }

  /// @param from the logical name of the workflow in which the stages are written
  public void check(String from, List<StageDefinition> stages) {
    for (StageDefinition stage : stages) {
      Loop loop = stage.loop();
      Template path = loop == null ? null : loop.dataFile();
      if (loop != null && path != null && !path.hasTokens()) {
        check(from, loop, path);
      }
    }
  }

  private void check(String from, Loop loop, Template path) {
    switch (files.read(from, path.text())) {
      case WorkflowFiles.Read.Failed failed ->
          complain(Rule.WORKFLOW_FILE, path, "the data cannot be read: " + failed.why());
      case WorkflowFiles.Read.Text text -> {
        read.add(text.file());
        check(text.file(), loop, path);
      }
    }
  }

  /// With tokens in it, only the run knows what it holds.
  private void check(SourceFile file, Loop loop, Template path) {
    int before = diagnostics.size();
    Template content = TemplateParser.parse(file.text(), new TextPlace(file), diagnostics);
    if (content.hasTokens() || diagnostics.size() > before) {
      return;
    }
    switch (DataList.of(file, loop.path())) {
      case DataList.Items items -> {}
      case DataList.NotRead fault ->
          complain(Rule.WORKFLOW_FILE, path, "the data cannot be read: " + fault.why());
      case DataList.NotAList fault ->
          complain(
              Rule.WORKFLOW_LOOP,
              path,
              fault.why() + "; 'forEach' is the path of the list in the file");
    }
  }

  private void complain(Rule rule, Template path, String message) {
    diagnostics.add(rule, path.place(), 0, message, null);
  }
}
