package dev.clew.workflow.definition;

import dev.clew.workflow.source.Place;
import dev.clew.workflow.template.Template;

/// An item of `references.workflows`.
///
/// @param path relative to the file in which it stands
public record WorkflowReference(String name, Template path, Place place) {}
