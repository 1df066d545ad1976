package dev.clew.languagesih.definition;

import dev.clew.languagesih.template.Template;
import dev.clew.plan.source.Place;

/// An item of `references.workflows`.
///
/// @param path relative to the file in which it stands
public record WorkflowReference(String name, Template path, Place place) {}
