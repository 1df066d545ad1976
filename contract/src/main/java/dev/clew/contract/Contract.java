package dev.clew.contract;

import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An OpenAPI 3.0 or 3.1 or a Swagger 2.0 document: its operations, and where their schemas are.
/// Immutable.
public final class Contract {
  private static final List<String> METHODS =
      List.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  private final String name;
  private final Version version;
  private final Json.Obj document;
  private final ContractReferences references;
  private final List<Operation> operations;
  private final List<String> prefixes;

  private Contract(
      String name,
      Version version,
      Json.Obj document,
      ContractReferences references,
      List<Operation> operations,
      List<String> prefixes) {
    this.name = name;
    this.version = version;
    this.document = document;
    this.references = references;
    this.operations = List.copyOf(operations);
    this.prefixes = List.copyOf(prefixes);
  }

  /// Of the specification.
  public enum Version {
    SWAGGER_2_0,
    OPENAPI_3_0,
    OPENAPI_3_1
  }

  /// What came of a text.
  public sealed interface Read {
    record Usable(Contract contract) implements Read {}

    /// @param why one line with the place and the remedy
    record Unusable(String why) implements Read {}
  }

  /// @param name how messages call it, such as the name of its API
  /// @param text JSON or YAML
  public static Read read(String name, String text) {
    return switch (ContractText.parse(name, text)) {
      case ContractText.Parsed.Bad(String why) -> new Read.Unusable(why);
      case ContractText.Parsed.Good(Json.Obj document) -> read(name, document);
    };
  }

  private static Read read(String name, Json.Obj document) {
    Version version = version(document);
    if (version == null) {
      return new Read.Unusable(
          "the contract '"
              + name
              + "' is not an OpenAPI 3.0 or 3.1 or Swagger 2.0 document: it has no 'openapi' or"
              + " 'swagger' with such a version");
    }
    Json.Obj usable =
        version == Version.SWAGGER_2_0 ? (Json.Obj) Nullables.rename(document) : document;
    ContractReferences references = new ContractReferences(usable);
    String fault = references.fault();
    if (fault != null) {
      return new Read.Unusable("the contract '" + name + "' cannot be used: " + fault);
    }
    Located paths = new Located(usable, "").member("paths");
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, Json> member : paths.value().members().entrySet()) {
      if (member.getKey().startsWith("/") && member.getValue() instanceof Json.Obj) {
        Located item = references.resolve(paths.member(member.getKey()));
        PathTemplate path = PathTemplate.of(member.getKey());
        for (String method : METHODS) {
          if (item.value().get(method) instanceof Json.Obj) {
            operations.add(Operation.of(path, method.toUpperCase(Locale.ROOT), item, references));
          }
        }
      }
    }
    if (operations.isEmpty()) {
      return new Read.Unusable(
          "the contract '" + name + "' cannot be used: it has no paths with operations");
    }
    return new Read.Usable(
        new Contract(name, version, usable, references, operations, prefixes(usable, version)));
  }

  /// `openapi: 3.0` without quotes is a number in YAML.
  private static @Nullable Version version(Json.Obj document) {
    String openApi = word(document.get("openapi"));
    if (openApi.startsWith("3.0")) {
      return Version.OPENAPI_3_0;
    }
    if (openApi.startsWith("3.1")) {
      return Version.OPENAPI_3_1;
    }
    return word(document.get("swagger")).startsWith("2") ? Version.SWAGGER_2_0 : null;
  }

  private static String word(@Nullable Json value) {
    return switch (value) {
      case Json.Str text -> text.value();
      case Json.Num number -> number.text();
      case null, default -> "";
    };
  }

  /// The paths at which the document says that its own paths begin.
  private static List<String> prefixes(Json.Obj document, Version version) {
    List<String> prefixes = new ArrayList<>();
    if (version == Version.SWAGGER_2_0) {
      prefixes.add(trimmed(document.text("basePath", "")));
    }
    for (Json.Obj server : document.objects("servers")) {
      String url = server.text("url", "");
      int scheme = url.indexOf("://");
      int slash = url.indexOf('/', scheme < 0 ? 0 : scheme + 3);
      prefixes.add(slash < 0 ? "" : trimmed(url.substring(slash)));
    }
    prefixes.removeIf(String::isEmpty);
    return prefixes;
  }

  private static String trimmed(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  public String name() {
    return name;
  }

  public Version version() {
    return version;
  }

  /// As JSON, whatever it was read from.
  public String json() {
    return JsonWriter.compact(document);
  }

  public int operationCount() {
    return operations.size();
  }

  Located root() {
    return new Located(document, "");
  }

  ContractReferences references() {
    return references;
  }

  /// What was found for a path and a method.
  sealed interface Found {
    record One(Operation operation) implements Found {}

    /// @param methods those that the path has
    record OtherMethods(PathTemplate path, List<String> methods) implements Found {}

    record Nothing() implements Found {}
  }

  /// The operation for a path. The path is tried as it is, then with and without the prefixes of
  /// the catalog and of the document.
  ///
  /// @param path what follows the base URL
  /// @param basePath of the catalog's definition; may be empty
  Found find(String method, PathTemplate path, String basePath) {
    Found other = new Found.Nothing();
    for (PathTemplate candidate : candidates(path, basePath)) {
      Found found = find(method, candidate);
      if (found instanceof Found.One) {
        return found;
      }
      if (other instanceof Found.Nothing) {
        other = found;
      }
    }
    return other;
  }

  /// The operations that a path may come to be one of: several when a token is a segment of it.
  ///
  /// @param path as for [#find]
  List<Operation> possible(String method, PathTemplate path, String basePath) {
    Set<Operation> possible = new LinkedHashSet<>();
    for (PathTemplate candidate : candidates(path, basePath)) {
      for (Operation operation : operations) {
        if (operation.method().equals(method) && operation.path().likeness(candidate) >= 0) {
          possible.add(operation);
        }
      }
    }
    return List.copyOf(possible);
  }

  private Iterable<PathTemplate> candidates(PathTemplate path, String basePath) {
    Map<String, PathTemplate> candidates = new LinkedHashMap<>();
    List<String> all = new ArrayList<>(prefixes);
    if (!basePath.isEmpty()) {
      all.addFirst(basePath);
    }
    candidates.put(path.text(), path);
    for (String prefix : all) {
      PathTemplate shorter = path.without(prefix);
      if (shorter != null) {
        candidates.put(shorter.text(), shorter);
      }
      PathTemplate longer = path.behind(prefix);
      candidates.put(longer.text(), longer);
    }
    return candidates.values();
  }

  private Found find(String method, PathTemplate path) {
    Operation best = null;
    int likeness = -1;
    PathTemplate nearPath = null;
    int nearLikeness = -1;
    for (Operation operation : operations) {
      int here = operation.path().likeness(path);
      if (here > nearLikeness) {
        nearLikeness = here;
        nearPath = operation.path();
      }
      if (operation.method().equals(method) && isNearer(operation, here, best, likeness)) {
        likeness = here;
        best = operation;
      }
    }
    if (best != null) {
      return new Found.One(best);
    }
    return nearPath == null
        ? new Found.Nothing()
        : new Found.OtherMethods(nearPath, methods(nearPath));
  }

  /// A token is more likely to be a parameter than one of the names that stand in its place.
  private static boolean isNearer(
      Operation operation, int likeness, @Nullable Operation best, int bestLikeness) {
    return likeness > bestLikeness
        || (likeness == bestLikeness
            && best != null
            && operation.path().literals() < best.path().literals());
  }

  private List<String> methods(PathTemplate path) {
    List<String> methods = new ArrayList<>();
    for (Operation operation : operations) {
      if (operation.path().text().equals(path.text())) {
        methods.add(operation.method());
      }
    }
    return methods;
  }

  Set<PathTemplate> paths() {
    Set<PathTemplate> paths = new LinkedHashSet<>();
    for (Operation operation : operations) {
      paths.add(operation.path());
    }
    return paths;
  }
}
