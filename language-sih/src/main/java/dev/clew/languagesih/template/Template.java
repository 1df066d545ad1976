package dev.clew.languagesih.template;

import dev.clew.core.source.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Text with tokens in it, in order. `text` is as written; `place` finds an offset of it in the
/// file.
public record Template(String text, List<Part> parts, Place place) {
  public sealed interface Part {
    /// Text to be copied, with the escape `{{{{` already replaced by `{{`.
    record Literal(String text) implements Part {}

    record Insert(Token token) implements Part {}
  }

  public Template {
    parts = List.copyOf(parts);
  }

  /// The token when the template is one token and nothing else; then the value keeps its JSON type.
  public @Nullable Token wholeToken() {
    return parts.size() == 1 && parts.getFirst() instanceof Part.Insert insert
        ? insert.token()
        : null;
  }

  public boolean hasTokens() {
    for (Part part : parts) {
      if (part instanceof Part.Insert) {
        return true;
      }
    }
    return false;
  }

  /// Every reference, also those inside of `coalesce(…)` and `rand:…(…)`.
  public List<Reference> references() {
    List<Reference> references = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof Part.Insert insert) {
        collect(insert.token(), references);
      }
    }
    return references;
  }

  /// Adds the references of one token.
  public static void collect(Token token, List<Reference> references) {
    switch (token) {
      case Reference.Random random -> {
        references.add(random);
        for (Reference.Random.Argument argument : random.arguments()) {
          if (argument instanceof Reference.Random.Argument.Of of) {
            collect(of.token(), references);
          }
        }
      }
      case Reference reference -> references.add(reference);
      case Token.Coalesce coalesce -> {
        for (Token choice : coalesce.choices()) {
          collect(choice, references);
        }
      }
      case Token.Comparison comparison -> {
        collect(comparison.left(), references);
        collect(comparison.right(), references);
      }
    }
  }
}
