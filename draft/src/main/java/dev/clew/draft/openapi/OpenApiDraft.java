package dev.clew.draft.openapi;

import dev.clew.core.Nearest;
import dev.clew.core.Refusal;
import dev.clew.core.json.Json;
import dev.clew.draft.capture.CaptureDraft;
import dev.clew.draft.capture.StageNames;
import dev.clew.draft.capture.Target;
import dev.clew.draft.text.Draft;
import dev.clew.draft.text.OtherOperations;
import dev.clew.draft.text.PercentText;
import dev.clew.draft.text.SafeNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// An OpenAPI 3 document to a draft: a stage for each chosen operation.
///
/// Source: spec.openapis.org/oas/v3.1.1 and v3.0.4.
public final class OpenApiDraft {
  private static final int MAX_LISTED = 30;
  private static final String NOWHERE = "http://localhost:8080";

  private final Json.Obj document;
  private final String where;
  private final OpenApiReferences references;
  private final List<String> notes = new ArrayList<>();
  private final SafeNames apiNames = new SafeNames();
  private final Map<List<Json.Obj>, Draft.Api> apis = new LinkedHashMap<>();

  private OpenApiDraft(Json.Obj document, String where) {
    this.document = document;
    this.where = where;
    this.references = new OpenApiReferences(document);
  }

  /// @param wanted ids of operations; empty for one that needs nothing
  /// @param name empty for the title
  /// @param environment empty for the first server's
  public static Draft of(
      Json.Obj document, List<String> wanted, String name, String environment, String where) {
    return new OpenApiDraft(document, where).draft(wanted, name, environment);
  }

  private Draft draft(List<String> wanted, String name, String environment) {
    List<OpenApiOperation> all = operations();
    List<OpenApiOperation> chosen = wanted.isEmpty() ? List.of(first(all)) : chosen(wanted, all);
    SafeNames stageNames = new SafeNames();
    OperationInputs inputs = new OperationInputs();
    List<Draft.Stage> stages = new ArrayList<>();
    for (OpenApiOperation operation : chosen) {
      String stage = stageNames.unique(SafeNames.kebab(stageName(operation)), "stage");
      Draft.Api api = api(operation, environment);
      stages.add(
          new OperationDraft(operation, document, references, inputs, notes)
              .stage(stage, api.name()));
    }
    String title = SafeNames.kebab(document.object("info").text("title", ""));
    String chosenName = name.isEmpty() ? title : name;
    return new Draft(
        chosenName.isEmpty() ? "first" : chosenName,
        "Made by clew of an OpenAPI document",
        environment(environment),
        inputs.all(),
        stages,
        new ArrayList<>(apis.values()),
        notes,
        wanted.isEmpty() && all.size() > 1 ? others(all, chosen.getFirst()) : null);
  }

  private static String stageName(OpenApiOperation operation) {
    return operation.operation().text("operationId") == null
        ? StageNames.ofPath(operation.method(), operation.path())
        : operation.id();
  }

  private List<OpenApiOperation> operations() {
    if (document.has("swagger")) {
      throw Refusal.invalid(where + ": this is OpenAPI 2 (Swagger); convert it to OpenAPI 3 first");
    }
    if (!document.text("openapi", version()).startsWith("3")) {
      throw Refusal.invalid(where + ": this is not an OpenAPI 3 document: it has no openapi: 3…");
    }
    List<OpenApiOperation> all = OpenApiOperation.all(document, references);
    if (all.isEmpty()) {
      throw Refusal.invalid(where + ": this OpenAPI document has no paths with operations");
    }
    return all;
  }

  /// `openapi: 3.0` without quotes is a number in YAML.
  private String version() {
    return document.get("openapi") instanceof Json.Num number ? number.text() : "";
  }

  private OpenApiOperation first(List<OpenApiOperation> all) {
    for (OpenApiOperation operation : all) {
      if (operation.method().equals("GET") && operation.needsNothing(references)) {
        return operation;
      }
    }
    return all.getFirst();
  }

  private static OtherOperations others(List<OpenApiOperation> all, OpenApiOperation chosen) {
    List<String> others = new ArrayList<>();
    for (OpenApiOperation operation : all) {
      if (!operation.equals(chosen) && others.size() < MAX_LISTED) {
        others.add(operation.shown());
      }
    }
    return new OtherOperations(chosen.shown(), others, all.size() - 1 - others.size());
  }

  private List<OpenApiOperation> chosen(List<String> wanted, List<OpenApiOperation> all) {
    List<OpenApiOperation> chosen = new ArrayList<>();
    for (String id : wanted) {
      OpenApiOperation found = null;
      for (OpenApiOperation operation : all) {
        found = found == null && operation.isNamed(id) ? operation : found;
      }
      if (found == null) {
        throw unknown(id, all);
      }
      chosen.add(found);
    }
    return chosen;
  }

  private Refusal unknown(String id, List<OpenApiOperation> all) {
    Set<String> known = new LinkedHashSet<>();
    all.forEach(each -> known.add(each.id()));
    all.forEach(each -> known.add(each.method() + " " + each.path()));
    String meant = Nearest.to(id, known);
    return Refusal.invalid(
        where
            + ": no operation '"
            + id
            + "'; "
            + (meant == null
                ? "it has "
                    + CaptureDraft.count(all.size(), "operation")
                    + ", such as "
                    + all.getFirst().id()
                : "did you mean '" + meant + "'?"));
  }

  private Draft.Api api(OpenApiOperation operation, String environment) {
    List<Json.Obj> servers = operation.operation().objects("servers");
    if (servers.isEmpty()) {
      servers = operation.item().objects("servers");
    }
    List<Json.Obj> used = servers.isEmpty() ? document.objects("servers") : servers;
    Draft.Api known = apis.get(used);
    if (known != null) {
      return known;
    }
    Map<String, String> urls = urls(used, environment);
    Target first = Target.of(urls.values().iterator().next(), where);
    Draft.Api api = new Draft.Api(apiNames.unique(CaptureDraft.apiName(first.host()), "api"), urls);
    apis.put(used, api);
    return api;
  }

  private Map<String, String> urls(List<Json.Obj> servers, String environment) {
    Map<String, String> urls = new LinkedHashMap<>();
    SafeNames names = new SafeNames();
    for (Json.Obj server : servers) {
      String only = environment.isEmpty() ? "default" : environment;
      String name = servers.size() == 1 ? only : environmentName(server);
      urls.put(names.unique(name, "default"), url(server));
    }
    if (urls.isEmpty()) {
      notes.add("the document names no server: edit " + NOWHERE + " in api.catalog");
      urls.put(environment.isEmpty() ? "default" : environment, NOWHERE);
    }
    return urls;
  }

  private static String environmentName(Json.Obj server) {
    String words = SafeNames.kebab(server.text("description", ""));
    String name = words.replaceAll("(^|-)(server|environment|api|the|url)(?=-|$)", "");
    String trimmed = name.startsWith("-") ? name.substring(1) : name;
    String host = server.text("url", "");
    return trimmed.isEmpty() ? SafeNames.kebab(host.replaceFirst("^https?://", "")) : trimmed;
  }

  private String url(Json.Obj server) {
    String url = server.text("url", "/");
    for (Map.Entry<String, Json> variable : server.object("variables").members().entrySet()) {
      String value =
          variable.getValue() instanceof Json.Obj object ? object.text("default", "") : "";
      url = url.replace("{" + variable.getKey() + "}", value);
    }
    if (url.startsWith("//")) {
      url = "https:" + url;
    }
    if (url.indexOf("://") < 0) {
      notes.add("the server '" + url + "' has no host: edit " + NOWHERE + " in api.catalog");
      url = NOWHERE + (url.startsWith("/") ? url : "/" + url);
    }
    Target target = Target.of(url, where);
    String path = PercentText.legal(target.path());
    return target.origin() + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
  }

  /// The environment for the printed command: the one that was asked for, or the first.
  private String environment(String asked) {
    Set<String> known = new LinkedHashSet<>();
    apis.values().forEach(api -> known.addAll(api.baseUrls().keySet()));
    for (String name : known) {
      if (asked.isEmpty() || name.equals(asked)) {
        return name;
      }
    }
    String meant = Nearest.to(asked, known);
    throw Refusal.invalid(
        where
            + ": no server is called '"
            + asked
            + "'; "
            + (meant == null
                ? "there are " + String.join(", ", known)
                : "did you mean '" + meant + "'?"));
  }
}
