package dev.clew.core.fact.part;

import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.json.Json;
import java.util.List;

/// Where an API is.
///
/// @param attributes as they stand in the attribute, with those that clew does not know
public record BaseUrl(Json.Obj attributes) implements Part {
  /// The source of one that the command line gave.
  public static final String OVERRIDE = "override";

  public static final Attribute<String> API = Attribute.text("api", "Its name in the catalog.");

  public static final Attribute<String> URL = Attribute.text("url", "Base URL and base path.");

  public static final Attribute<String> SOURCE = Attribute.text("source", "Where that is said.");

  public static final PartType<BaseUrl> TYPE =
      PartType.of(BaseUrl.class, BaseUrl::new, "Where an API is.", List.of(API, URL, SOURCE))
          .required(API, URL, SOURCE);

  public String api() {
    return get(API, "");
  }

  public String url() {
    return get(URL, "");
  }

  public String source() {
    return get(SOURCE, "");
  }
}
