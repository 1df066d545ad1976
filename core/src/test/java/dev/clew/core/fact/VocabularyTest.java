package dev.clew.core.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.FactType;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is made from the vocabulary is what is committed. `-Dgolden.update=true` writes it.
class VocabularyTest {
  private static final Path ROOT = Path.of(System.getProperty("clew.root", ".."));
  private static final Path PAGE = ROOT.resolve("docs/events.md");

  @Test
  void page_tables_areThoseOfTheVocabulary() throws IOException {
    String page = Files.readString(PAGE);
    String made = with("kinds", VocabularyPages.kinds(), page);
    made = with("facts", VocabularyPages.facts(), made);
    made = with("parts", VocabularyPages.parts(), made);
    assertCommitted(PAGE, with("codes", VocabularyPages.codes(), made));
  }

  private static String with(String part, String tables, String page) {
    String begin = "<!-- made from core.fact: " + part + " -->\n\n";
    int from = page.indexOf(begin) + begin.length();
    assertThat(page).contains(begin);
    return page.substring(0, from) + tables + page.substring(page.indexOf("\n<!-- end -->", from));
  }

  @Test
  void schema_inTheDocuments_isThatOfTheVocabulary() throws IOException {
    assertCommitted(
        ROOT.resolve("docs/schema/event.schema.json"),
        JsonWriter.pretty(EventSchema.schema()) + "\n");
  }

  @Test
  void types_ofThePage_areThoseOfTheVocabulary() throws IOException {
    assertCommitted(ROOT.resolve("viewer/src/facts.ts"), VocabularyPages.types());
  }

  private static void assertCommitted(Path file, String made) throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, made);
    }
    assertThat(Files.readString(file)).isEqualTo(made);
  }

  @Test
  void kinds_all_haveOneFact() {
    Set<Kind> seen = EnumSet.noneOf(Kind.class);
    for (FactType type : Vocabulary.types()) {
      for (Kind kind : type.kinds()) {
        assertThat(seen.add(kind)).as("%s in two facts", kind).isTrue();
      }
    }
    assertThat(seen).containsExactlyInAnyOrder(Kind.values());
  }

  /// A constant that is not in the list of its type would have no row, and no place in the schema.
  @Test
  void attributes_declared_areAllListed() throws ReflectiveOperationException {
    List<String> missing = new ArrayList<>();
    for (FactType type : Vocabulary.types()) {
      declared(recordOf(type.name()), type.attributes(), missing);
    }
    for (PartType<?> part : Vocabulary.parts()) {
      declared(recordOf(part.name()), part.members(), missing);
    }
    assertThat(missing).isEmpty();
  }

  private static Class<?> recordOf(String name) throws ClassNotFoundException {
    for (String at :
        List.of("", ".run", ".request", ".stage", ".call", ".artifact", ".log", ".part")) {
      try {
        return Class.forName("dev.clew.core.fact" + at + "." + name);
      } catch (ClassNotFoundException e) {
        // in another package
      }
    }
    throw new ClassNotFoundException(name);
  }

  private static void declared(Class<?> record, List<Attribute<?>> listed, List<String> missing)
      throws IllegalAccessException {
    for (var field : record.getFields()) {
      if (field.getType() == Attribute.class && !listed.contains(field.get(null))) {
        missing.add(record.getSimpleName() + "." + field.getName());
      }
    }
  }

  @Test
  void meanings_all_areSentences() {
    for (FactType type : Vocabulary.types()) {
      assertThat(type.meaning()).endsWith(".");
      for (Attribute<?> attribute : type.attributes()) {
        assertThat(attribute.meaning())
            .as(type.name() + "." + attribute)
            .isNotBlank()
            .endsWith(".");
        assertThat(attribute.writers()).as(type.name() + "." + attribute).isNotEmpty();
      }
    }
  }
}
