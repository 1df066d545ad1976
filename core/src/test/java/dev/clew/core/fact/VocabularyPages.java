package dev.clew.core.fact;

import dev.clew.core.dossier.Cause;
import dev.clew.core.dossier.FailureCode;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.FactType;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.fact.attribute.Trait;
import dev.clew.core.fact.attribute.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/// What is made from the [Vocabulary]: the tables of `docs/events.md` and the types of the page.
final class VocabularyPages {
  private VocabularyPages() {}

  static String kinds() {
    StringBuilder out =
        new StringBuilder("| kind | also | group | attributes |\n|---|---|---|---|\n");
    for (Kind kind : Kind.values()) {
      out.append("| `").append(kind).append("` | ");
      out.append(
          String.join(" ", kind.otherNames().stream().map(name -> "`" + name + "`").toList()));
      out.append(" | ").append(kind.group().name().toLowerCase(Locale.ROOT)).append(" | ");
      out.append(link(type(kind))).append(" |\n");
    }
    return out.toString();
  }

  private static FactType type(Kind kind) {
    for (FactType type : Vocabulary.types()) {
      if (type.kinds().contains(kind)) {
        return type;
      }
    }
    throw new AssertionError("no fact for " + kind);
  }

  private static String link(FactType type) {
    return "[" + type.name() + "](#" + type.name().toLowerCase(Locale.ROOT) + ")";
  }

  static String facts() {
    StringBuilder out = new StringBuilder();
    for (FactType type : Vocabulary.types()) {
      out.append("### ").append(type.name()).append("\n\n");
      if (!type.kinds().isEmpty()) {
        out.append(String.join(", ", type.kinds().stream().map(kind -> "`" + kind + "`").toList()));
        out.append(". ");
      }
      out.append(type.meaning()).append("\n\n");
      table(type.attributes(), true, out);
    }
    return out.toString().stripTrailing() + "\n";
  }

  static String parts() {
    StringBuilder out = new StringBuilder();
    for (PartType<?> part : Vocabulary.parts()) {
      out.append("### ").append(part.name()).append("\n\n").append(part.meaning()).append("\n\n");
      table(part.members(), false, out);
    }
    return out.toString().stripTrailing() + "\n";
  }

  private static void table(List<Attribute<?>> attributes, boolean withWriters, StringBuilder out) {
    out.append(
        withWriters
            ? "| attribute | type | what it says | written by |\n"
            : "| member | type | what it says |\n");
    out.append(withWriters ? "|---|---|---|---|\n" : "|---|---|---|\n");
    for (Attribute<?> attribute : attributes) {
      out.append("| `").append(attribute.name()).append("` | ").append(attribute.typeWords());
      out.append(" | ").append(attribute.meaning()).append(traits(attribute));
      if (withWriters) {
        StringJoiner writers = new StringJoiner(", ");
        for (Writer writer : attribute.writers()) {
          writers.add(writer.shown());
        }
        out.append(" | ").append(writers);
      }
      out.append(" |\n");
    }
    out.append('\n');
  }

  private static String traits(Attribute<?> attribute) {
    List<String> traits = new ArrayList<>();
    for (Trait trait : Trait.values()) {
      if (attribute.is(trait)) {
        traits.add("*" + trait.shown() + "*");
      }
    }
    return traits.isEmpty() ? "" : " (" + String.join(", ", traits) + ")";
  }

  static String codes() {
    StringBuilder out =
        new StringBuilder("| code | cause | when | what to do |\n|---|---|---|---|\n");
    for (FailureCode code : FailureCode.values()) {
      String cause = code.cause() == Cause.UNKNOWN ? "that of the part" : code.cause().wire();
      out.append("| `").append(code.wire()).append("` | ").append(cause).append(" | ");
      out.append(code.meaning()).append(" | ").append(code.remedy()).append(" |\n");
    }
    return out.toString();
  }

  static String types() {
    StringBuilder out =
        new StringBuilder("// Made from core.fact by VocabularyTest; do not edit.\n");
    out.append("import type { Json } from './document.ts';\n");
    for (PartType<?> part : Vocabulary.parts()) {
      type(part.name(), part.meaning(), part.members(), out);
    }
    for (FactType type : Vocabulary.types()) {
      type(type.name(), type.meaning(), type.attributes(), out);
    }
    return out.toString();
  }

  private static void type(
      String name, String meaning, List<Attribute<?>> attributes, StringBuilder out) {
    out.append("\n/** ").append(meaning.replace("*/", "* /")).append(" */\n");
    out.append("export interface ").append(name).append(" {\n");
    for (Attribute<?> attribute : attributes) {
      out.append("  ").append(attribute.name()).append("?: ");
      out.append(TypeScript.of(attribute.schema())).append(";\n");
    }
    out.append("}\n");
  }
}
