package dev.clew.plan.expression;

/// A header, a query parameter, an output, an input of a child: a literal name and what it stands
/// for.
public record NamedExpression(String name, Expression expression) {}
