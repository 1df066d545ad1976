package dev.clew.core.fact.log;

import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How often lines of one template were printed.
///
/// @param attributes as they stand in the attribute, with those that clew does not know
public record PrintedTemplate(Json.Obj attributes) implements Part {
  public static final Attribute<String> STREAM = Attribute.text("stream", "`stdout` or `stderr`.");

  public static final Attribute<String> TEMPLATE =
      Attribute.text("template", "The text with its changing parts as `<*>`.");

  public static final Attribute<String> TEMPLATE_ID =
      Attribute.text("template_id", "A digest of the template.");

  public static final Attribute<String> RULE =
      Attribute.text("rule", "By which rule it was read, `id@version`; `unknown` for none.");

  public static final Attribute<String> SEVERITY =
      Attribute.text("severity", "Of the rule or the line; absent: neither says one.");

  public static final Attribute<Long> LINES = Attribute.whole("lines", "How many.");

  public static final Attribute<Long> ROWS = Attribute.whole("rows", "Of how many there is a row.");

  public static final Attribute<PrintedLine> FIRST =
      Attribute.part("first", PrintedLine.TYPE, "The first of them.");

  public static final Attribute<PrintedLine> LAST =
      Attribute.part("last", PrintedLine.TYPE, "The last of them.");

  public static final PartType<PrintedTemplate> TYPE =
      PartType.of(
          PrintedTemplate.class,
          PrintedTemplate::new,
          "How often lines of one template were printed.",
          List.of(STREAM, TEMPLATE, TEMPLATE_ID, RULE, SEVERITY, LINES, ROWS, FIRST, LAST));

  public String stream() {
    return get(STREAM, "");
  }

  public String template() {
    return get(TEMPLATE, "");
  }

  public String templateId() {
    return get(TEMPLATE_ID, "");
  }

  public String rule() {
    return get(RULE, "");
  }

  public @Nullable String severity() {
    return get(SEVERITY);
  }

  public @Nullable Long lines() {
    return get(LINES);
  }

  public @Nullable Long rows() {
    return get(ROWS);
  }

  public @Nullable PrintedLine first() {
    return get(FIRST);
  }

  public @Nullable PrintedLine last() {
    return get(LAST);
  }
}
