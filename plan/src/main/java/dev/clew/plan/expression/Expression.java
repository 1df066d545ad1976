package dev.clew.plan.expression;

import dev.clew.core.json.Json;
import dev.clew.core.source.Place;
import dev.clew.plan.evidence.Rendered;
import dev.clew.plan.value.Display;

/// A value as a workflow writes it down, in whatever language: a run works it out when it needs it,
/// with evidence of what it was made of. How it becomes JSON or text depends on where it stands,
/// which is why its language decides it. Immutable, pure and thread-safe: the same for the same
/// scope.
public interface Expression {
  /// As it is written, for messages and evidence.
  String written();

  /// Where it is written.
  Place place();

  /// Whether it is the same in every run.
  boolean isFixed();

  /// Its text. A part that has no value is left out of it and stands in the uses.
  ///
  /// @param where the key in the stage, for the uses, such as `headers.Authorization`
  Rendered<String> text(RunScope scope, String where);

  /// Its value. One that is missing is null and stands in the uses.
  ///
  /// @param where the key in the stage, for the uses, such as `output.jwt`
  Rendered<Json> json(RunScope scope, String where);

  /// What is known of it before any run, with one value in the place of each part that only a run
  /// knows: text, or the shape of a list or an object.
  Json outline(Json unknown);

  /// The text of [#outline].
  default String outlineText(Json unknown) {
    return Display.text(outline(unknown));
  }
}
