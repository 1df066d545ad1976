package dev.clew.languagesih.catalog;

import dev.clew.core.Nearest;
import dev.clew.core.json.Json;
import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.Place;
import dev.clew.core.source.Position;
import dev.clew.core.source.Rule;
import dev.clew.languagesih.expression.TreeExpression;
import dev.clew.languagesih.rule.SihRule;
import dev.clew.languagesih.template.Template;
import dev.clew.languagesih.template.TemplateTree;
import dev.clew.plan.api.ApiEntry;
import dev.clew.plan.api.ResolvedApi;
import dev.clew.plan.expression.Expression;
import dev.clew.plan.language.PlanRequest;
import dev.clew.plan.scope.EnvironmentVariables;
import dev.clew.plan.stage.LatencyProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds the base URL of every API that a workflow uses, in one environment. A base URL that is
/// given stands in the place of the catalog's base URL and port; the base path still applies.
public final class ApiResolver {
  private static final String OVERRIDE = "override";

  private final @Nullable Catalog catalog;
  private final Catalog.@Nullable Version version;
  private final String environment;
  private final Map<String, String> overrides = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Set<String> used = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private final Set<String> complained = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private final EnvironmentVariables variables;
  private final Diagnostics diagnostics;

  /// @param workflowVersion the workflow's `version`, with its place, which selects the catalog's
  ///   version
  public ApiResolver(
      @Nullable Catalog catalog,
      String workflowVersion,
      Place workflowVersionPlace,
      String environment,
      Map<String, String> overrides,
      EnvironmentVariables variables,
      Diagnostics diagnostics) {
    this.catalog = catalog;
    this.environment = environment;
    this.overrides.putAll(overrides);
    this.variables = variables;
    this.diagnostics = diagnostics;
    this.version = select(workflowVersion, workflowVersionPlace);
  }

  private Catalog.@Nullable Version select(String wanted, Place place) {
    if (catalog == null || catalog.versions().isEmpty()) {
      return null;
    }
    Catalog.Version found = catalog.version(wanted);
    if (found != null) {
      return found;
    }
    Catalog.Version first = catalog.versions().getFirst();
    if (wanted.isEmpty()) {
      return first; // that the workflow has no version was reported
    }
    diagnostics.add(
        SihRule.CATALOG_OTHER_VERSION,
        place.file(),
        place.start(),
        "the catalog has no version '" + wanted + "'; version '" + first.version() + "' is used");
    return first;
  }

  /// Whether an assertion that says nothing itself makes its stage fail.
  public boolean assertionFailuresBlock() {
    Boolean said = version == null ? null : version.assertionFailuresBlock();
    return said == null || said;
  }

  /// Of the catalog's version, ignoring case; null when it has none of that name.
  public @Nullable LatencyProfile latencyProfile(String name) {
    return version == null ? null : version.latencyProfile(name);
  }

  /// The name of a definition's own; null when it has none.
  public @Nullable String latencyProfileOf(String definitionName) {
    ApiDefinition definition = find(definitionName);
    return definition == null ? null : definition.latencyProfile();
  }

  /// Reports a latency profile that neither the workflow nor the catalog's version declares.
  ///
  /// @param own those of the workflow that uses the API, and of the one that is run
  public void checkLatencyProfile(ResolvedApi api, List<LatencyProfile> own) {
    ApiDefinition definition = find(api.definition());
    String name = definition == null ? null : definition.latencyProfile();
    if (definition == null || name == null || latencyProfile(name) != null || catalog == null) {
      return;
    }
    List<String> known = new ArrayList<>();
    own.forEach(profile -> known.add(profile.name()));
    if (version != null) {
      version.latencyProfiles().forEach(profile -> known.add(profile.name()));
    }
    if (known.stream().noneMatch(name::equalsIgnoreCase) && complained.add("latency " + name)) {
      diagnostics.add(
          SihRule.CATALOG_UNKNOWN_LATENCY_PROFILE,
          catalog.source().logicalName(),
          definition.at(),
          "there is no latency profile '"
              + name
              + "' of definition '"
              + definition.name()
              + "', neither in this version of the catalog nor in the workflow",
          Nearest.to(name, known));
    }
  }

  /// Null when the API has no base URL; then a diagnostic says why.
  ///
  /// @param place where the workflow names the API
  public @Nullable ResolvedApi resolve(String apiRef, String definitionName, Place place) {
    used.add(definitionName);
    ApiDefinition definition = find(definitionName);
    String override = overrides.get(definitionName);
    if (override != null) {
      return overridden(apiRef, definitionName, override, definition, null);
    }
    if (definition == null) {
      complainOfDefinition(definitionName, place);
      return null;
    }
    return resolved(apiRef, definition, null);
  }

  private @Nullable ApiDefinition find(String definition) {
    return version == null ? null : version.definition(definition);
  }

  /// Whether there is a definition of that name, or something that stands for one.
  public boolean hasDefinition(String name) {
    return overrides.containsKey(name) || find(name) != null;
  }

  /// As the catalog has it; null when it has none of that name.
  public @Nullable Connection findConnection(String name) {
    return version == null ? null : version.connection(name);
  }

  /// One of the catalog's connections. Null when it is not there or has no base URL; then a
  /// diagnostic says why.
  ///
  /// @param place where the workflow names it
  public @Nullable ResolvedApi connection(String name, Place place) {
    Connection connection = version == null ? null : version.connection(name);
    if (connection == null) {
      complainOfConnection(name, place);
      return null;
    }
    used.add(name);
    String override = overrides.get(name);
    return override == null
        ? resolved(name, connection.address(), connection)
        : overridden(name, connection.name(), override, connection.address(), connection);
  }

  /// Every definition that an override may name: those of the version, and those that were asked
  /// for.
  public Set<String> knownNames() {
    Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    known.addAll(used);
    if (version != null) {
      version.definitions().forEach(definition -> known.add(definition.name()));
      version.connections().forEach(connection -> known.add(connection.name()));
    }
    return known;
  }

  /// Reports overrides that no definition bears: a typo there would call the real service.
  public void checkOverrides() {
    checkOverrides(overrides.keySet(), knownNames(), diagnostics);
  }

  /// @param known the names that several resolvers know
  public static void checkOverrides(
      Set<String> overrides, Set<String> known, Diagnostics diagnostics) {
    for (String name : overrides) {
      if (!known.contains(name)) {
        diagnostics.add(
            SihRule.CATALOG_UNKNOWN_OVERRIDE,
            PlanRequest.GIVEN,
            Position.NONE,
            "a base URL is given for '" + name + "', which is not an API here",
            Nearest.to(name, known));
      }
    }
  }

  private @Nullable ResolvedApi overridden(
      String apiRef,
      String name,
      String url,
      @Nullable ApiDefinition definition,
      @Nullable Connection connection) {
    String fault = BaseUrls.fault(url);
    if (fault != null) {
      complainOnce(
          SihRule.CATALOG_BAD_URL,
          Place.fixed(PlanRequest.GIVEN, Position.NONE),
          name,
          "the base URL given for '" + name + "' is wrong: " + fault);
      return null;
    }
    String basePath = definition == null ? "" : definition.basePath();
    return made(
        apiRef, name, BaseUrls.normal(url, null), basePath, OVERRIDE, definition, connection);
  }

  private @Nullable ResolvedApi resolved(
      String apiRef, ApiDefinition definition, @Nullable Connection connection) {
    Template url = definition.baseUrl(environment);
    if (url == null) {
      complainOfEnvironment(definition, connection == null ? "definition" : "connection");
      return null;
    }
    String text = text(url);
    if (text == null) {
      return null;
    }
    String fault = BaseUrls.fault(text);
    if (fault != null) {
      complainOnce(
          SihRule.CATALOG_BAD_URL,
          url.place(),
          definition.name(),
          "the base URL of '" + definition.name() + "' is wrong: " + fault);
      return null;
    }
    Position at = url.place().start();
    String from = url.place().file() + ":" + at.line() + ":" + at.column();
    String normal = BaseUrls.normal(text, definition.port());
    return made(
        apiRef, definition.name(), normal, definition.basePath(), from, definition, connection);
  }

  private ResolvedApi made(
      String apiRef,
      String name,
      String url,
      String basePath,
      String from,
      @Nullable ApiDefinition definition,
      @Nullable Connection connection) {
    String base = url.endsWith(basePath) ? url.substring(0, url.length() - basePath.length()) : url;
    return new ResolvedApi(
        apiRef,
        name,
        base,
        basePath,
        from,
        written(name, definition, connection),
        defaults(definition, connection),
        definition == null ? null : entry(definition, base));
  }

  private static Json written(
      String name, @Nullable ApiDefinition definition, @Nullable Connection connection) {
    if (connection != null) {
      return connection.toJson();
    }
    return definition == null ? Json.of(name) : definition.toJson();
  }

  /// The connection's `config`, and the keys.
  private static Expression defaults(
      @Nullable ApiDefinition definition, @Nullable Connection connection) {
    List<TemplateTree.Member> members = new ArrayList<>();
    if (connection != null) {
      members.addAll(connection.config().members());
    }
    if (definition != null) {
      key(members, "apiKeySecret", definition.apiKeySecret());
      key(members, "apiKey", definition.apiKey());
    }
    Place place = Place.fixed("", definition == null ? Position.NONE : definition.at());
    return new TreeExpression(new TemplateTree.Members(members), place);
  }

  private static void key(
      List<TemplateTree.Member> members, String name, @Nullable Template template) {
    if (template != null) {
      members.add(new TemplateTree.Member(name, new TemplateTree.Text(template)));
    }
  }

  private ApiEntry entry(ApiDefinition definition, String baseUrl) {
    ContractSource contract = definition.contract();
    CatalogUrl document = contract == null ? null : contract.url();
    CatalogUrl health = definition.healthCheck();
    return new ApiEntry(
        definition.name(),
        definition.version(),
        document == null ? null : document.of(definition, baseUrl, variables),
        health == null ? null : health.of(definition, baseUrl, variables),
        definition.readiness(),
        definition.at());
  }

  /// The URL with its environment variables; null when one is not set.
  private @Nullable String text(Template url) {
    return BaseUrls.text(
        url,
        variables,
        insert ->
            complainOnce(
                SihRule.CATALOG_BAD_URL,
                url.place(),
                insert.token().display(),
                insert.token().display() + " in a base URL is not set"));
  }

  private void complainOfDefinition(String name, Place place) {
    if (catalog == null) {
      complainOnce(
          SihRule.CATALOG_MISSING,
          place,
          name,
          "api '"
              + name
              + "' has no base URL: there is no catalog and no base URL was given for it");
      return;
    }
    List<String> known = new ArrayList<>();
    if (version != null) {
      for (ApiDefinition definition : version.definitions()) {
        known.add(definition.name());
      }
    }
    if (complained.add(name)) {
      diagnostics.add(
          SihRule.CATALOG_UNKNOWN_DEFINITION,
          place.file(),
          place.start(),
          "the catalog has no definition '" + name + "'",
          Nearest.to(name, known));
    }
  }

  private void complainOfConnection(String name, Place place) {
    List<String> known = new ArrayList<>();
    if (version != null) {
      version.connections().forEach(connection -> known.add(connection.name()));
    }
    if (complained.add(name)) {
      diagnostics.add(
          SihRule.CATALOG_UNKNOWN_CONNECTION,
          place.file(),
          place.start(),
          (catalog == null
                  ? "there is no catalog with a connection '"
                  : "the catalog has no connection '")
              + name
              + "', so that nothing is known to send to",
          Nearest.to(name, known));
    }
  }

  private void complainOfEnvironment(ApiDefinition definition, String noun) {
    List<String> known = new ArrayList<>();
    for (ApiDefinition.EnvironmentUrl each : definition.baseUrls()) {
      known.add(each.environment());
    }
    if (catalog == null || !complained.add(definition.name())) {
      return;
    }
    diagnostics.add(
        SihRule.CATALOG_NO_BASE_URL,
        catalog.source().logicalName(),
        definition.at(),
        noun
            + " '"
            + definition.name()
            + "' has no base URL for environment '"
            + environment
            + "'; it has "
            + (known.isEmpty() ? "none" : String.join(", ", known)),
        Nearest.to(environment, known));
  }

  private void complainOnce(Rule rule, Place place, String about, String message) {
    if (complained.add(about)) {
      diagnostics.add(rule, place.file(), place.start(), message);
    }
  }
}
