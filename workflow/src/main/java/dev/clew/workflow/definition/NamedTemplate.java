package dev.clew.workflow.definition;

import dev.clew.workflow.template.Template;

/// A header, a query parameter or an output: a literal name and a template.
public record NamedTemplate(String name, Template template) {}
