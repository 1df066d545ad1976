package dev.clew.languagesih.definition;

import dev.clew.core.source.Place;
import dev.clew.languagesih.template.Template;

/// An item of `references.workflows`.
///
/// @param path relative to the file in which it stands
public record WorkflowReference(String name, Template path, Place place) {}
