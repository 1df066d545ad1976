package dev.clew.languagesih.catalog;

import dev.clew.core.Nearest;
import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.Place;
import dev.clew.languagesih.rule.SihRule;
import dev.clew.languagesih.template.Template;
import dev.clew.plan.api.ApiUrl;
import dev.clew.plan.api.ApiUrl.Resolved;
import dev.clew.plan.scope.EnvironmentVariables;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The URL of a contract or of a health check: absolute, `file:`, or relative to the base URL of
/// its definition, whose last segment of path is left off. `{{baseUrl}}`, `{{baseUrl.ENV}}`,
/// `{{port}}` and `{{env:NAME}}` may stand in it.
///
/// @param text as written
public record CatalogUrl(String text, List<Part> parts, Place place) {
  private static final List<String> TOKENS = List.of("baseUrl", "port");

  /// A piece of the text.
  public sealed interface Part {
    record Literal(String text) implements Part {}

    /// @param environment null for the one that the run is in
    record BaseUrlOf(@Nullable String environment) implements Part {}

    record Port() implements Part {}

    record Variable(String name) implements Part {}
  }

  public CatalogUrl {
    parts = List.copyOf(parts);
  }

  static CatalogUrl parse(String text, Place place, Diagnostics diagnostics) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf("{{", at);
      int close = open < 0 ? -1 : text.indexOf("}}", open);
      if (open < 0) {
        parts.add(new Part.Literal(text.substring(at)));
        break;
      }
      if (close < 0) {
        diagnostics.add(
            SihRule.CATALOG_BAD_URL,
            place,
            open,
            "'{{' without '}}': the token does not end",
            null);
        break;
      }
      if (open > at) {
        parts.add(new Part.Literal(text.substring(at, open)));
      }
      String token = text.substring(open + 2, close).strip();
      Part part = part(token);
      if (part == null) {
        String root = token.split("[.:]", 2)[0];
        diagnostics.add(
            SihRule.CATALOG_BAD_URL,
            place,
            open,
            "only {{baseUrl}}, {{baseUrl.ENV}}, {{port}} and {{env:NAME}} can stand here, not {{"
                + token
                + "}}",
            Nearest.to(root, TOKENS));
      } else {
        parts.add(part);
      }
      at = close + 2;
    }
    return new CatalogUrl(text, parts, place);
  }

  private static @Nullable Part part(String token) {
    String word = token.toLowerCase(Locale.ROOT);
    if (word.equals("baseurl")) {
      return new Part.BaseUrlOf(null);
    }
    if ((word.startsWith("baseurl.") || word.startsWith("baseurl:")) && token.length() > 8) {
      return new Part.BaseUrlOf(token.substring(8));
    }
    if (word.equals("port")) {
      return new Part.Port();
    }
    return word.startsWith("env:") && token.length() > 4
        ? new Part.Variable(token.substring(4).strip())
        : null;
  }

  /// That URL of one definition, when it is asked for.
  ApiUrl of(ApiDefinition definition, String baseUrl, EnvironmentVariables variables) {
    CatalogUrl url = this;
    return new ApiUrl() {
      @Override
      public String written() {
        return text;
      }

      @Override
      public Resolved resolve() {
        return url.resolve(definition, baseUrl, variables);
      }
    };
  }

  /// A base URL has the definition's port, unless `{{port}}` stands beside it: then it has none.
  ///
  /// @param baseUrl of the environment that the run is in, without a `/` at its end
  public Resolved resolve(
      ApiDefinition definition, String baseUrl, EnvironmentVariables variables) {
    boolean namesPort = parts.stream().anyMatch(part -> part instanceof Part.Port);
    StringBuilder out = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Part.Literal literal -> out.append(literal.text());
        case Part.BaseUrlOf other -> {
          String environment = other.environment();
          Template named = environment == null ? null : definition.baseUrl(environment);
          String url = named == null ? baseUrl : url(named, definition, variables);
          if (url == null) {
            return new Resolved.Fault(
                "definition '"
                    + definition.name()
                    + "' has no usable base URL for environment '"
                    + environment
                    + "'");
          }
          out.append(namesPort ? BaseUrls.withoutPort(url) : url);
        }
        case Part.Port port -> {
          if (definition.port() == null) {
            return new Resolved.Fault("definition '" + definition.name() + "' has no 'port'");
          }
          out.append(port(definition.port(), baseUrl));
        }
        case Part.Variable variable -> {
          String value = variables.get(variable.name());
          if (value == null) {
            return new Resolved.Fault("{{env:" + variable.name() + "}} is not set");
          }
          out.append(value);
        }
      }
    }
    return absolute(out.toString().strip(), baseUrl);
  }

  /// That of the base URL in use, which the command line may have given, where the URL takes it.
  private String port(int written, String baseUrl) {
    boolean takesBaseUrl =
        parts.stream()
            .anyMatch(part -> part instanceof Part.BaseUrlOf other && other.environment() == null);
    String own = BaseUrls.port(baseUrl);
    return takesBaseUrl && own != null ? own : Integer.toString(written);
  }

  private static @Nullable String url(
      Template template, ApiDefinition definition, EnvironmentVariables variables) {
    String text = BaseUrls.text(template, variables, missing -> {});
    return text == null || BaseUrls.fault(text) != null
        ? null
        : BaseUrls.normal(text, definition.port());
  }

  private static Resolved absolute(String url, String baseUrl) {
    String lower = url.toLowerCase(Locale.ROOT);
    if (lower.startsWith("file:")) {
      return new Resolved.Found(url);
    }
    String whole =
        lower.startsWith("http://") || lower.startsWith("https://")
            ? url
            : BaseUrls.folder(baseUrl) + url.replaceFirst("^/+", "");
    String fault = BaseUrls.faultOfAny(whole);
    return fault == null ? new Resolved.Found(whole) : new Resolved.Fault("it is wrong: " + fault);
  }
}
