package dev.clew.languagesih.planner;

import dev.clew.core.source.Diagnostics;
import dev.clew.languagesih.catalog.ApiResolver;
import dev.clew.languagesih.catalog.Connection;
import dev.clew.languagesih.definition.ApiReference;
import dev.clew.languagesih.definition.ApiUse;
import dev.clew.languagesih.definition.EndpointCall;
import dev.clew.languagesih.definition.PluginCall;
import dev.clew.languagesih.definition.StageDefinition;
import dev.clew.languagesih.definition.WorkflowDefinition;
import dev.clew.languagesih.rule.SihRule;
import dev.clew.languagesih.template.TemplateTree;
import dev.clew.plan.api.ResolvedApi;
import dev.clew.plan.stage.LatencyProfile;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Resolves every `apiRef` and `connectionRef` of a workflow: an API through `references.apis` when
/// it is listed there, else it is the name of the catalog's definition; a connection by its name.
final class ApiUses {
  private final WorkflowDefinition workflow;
  private final List<LatencyProfile> profiles;
  private final ApiResolver resolver;
  private final Diagnostics diagnostics;

  /// @param profiles of the workflow itself and of the one that is run
  ApiUses(
      WorkflowDefinition workflow,
      List<LatencyProfile> profiles,
      ApiResolver resolver,
      Diagnostics diagnostics) {
    this.workflow = workflow;
    this.profiles = profiles;
    this.resolver = resolver;
    this.diagnostics = diagnostics;
  }

  /// What the stages of a workflow use, ignoring case.
  ///
  /// @param apis by the `apiRef` of stages of HTTP
  /// @param providers by what stages of plug-ins name
  record Found(Map<String, ResolvedApi> apis, Map<String, ResolvedApi> providers) {
    static final Found NONE = new Found(Map.of(), Map.of());

    /// Null when the stage names nothing, and when that is not there.
    @Nullable ResolvedApi of(PluginCall call) {
      Named named = named(call);
      return named == null ? null : providers.get(named.use().name());
    }
  }

  /// @param key the key that names it
  private record Named(String key, ApiUse use) {}

  /// What the configuration of a plug-in's stage names literally; null when it names nothing.
  private static @Nullable Named named(PluginCall call) {
    List<String> keys =
        call.isModel() ? List.of("connectionRef", "connection", "apiRef") : List.of("apiRef");
    for (String key : keys) {
      for (TemplateTree.Member member : call.config().members()) {
        if (member.name().equalsIgnoreCase(key)
            && member.value() instanceof TemplateTree.Text text
            && !text.template().hasTokens()
            && !text.template().text().isBlank()) {
          return new Named(
              key, new ApiUse(text.template().text().strip(), text.template().place()));
        }
      }
    }
    return null;
  }

  /// What could not be resolved is reported and left out.
  Found resolve() {
    Map<String, ResolvedApi> apis = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Map<String, ResolvedApi> providers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Map<String, ApiUse> listed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (ApiReference reference : workflow.apis()) {
      listed.putIfAbsent(reference.name(), reference.definition());
    }
    for (StageDefinition stage : workflow.stages()) {
      switch (stage.action()) {
        case EndpointCall call when !call.isAbsolute() && call.api() != null ->
            api(call.api(), listed, apis);
        case PluginCall call when named(call) != null ->
            provider(call, Objects.requireNonNull(named(call)), listed, providers);
        case null, default -> {}
      }
    }
    return new Found(apis, providers);
  }

  /// The profiles that the workflows declare are enough for the APIs that they use.
  private void api(ApiUse use, Map<String, ApiUse> listed, Map<String, ResolvedApi> apis) {
    ResolvedApi api = apis.containsKey(use.name()) ? null : definition(use, listed);
    if (api != null) {
      resolver.checkLatencyProfile(api, profiles);
      apis.put(use.name(), api);
    }
  }

  private @Nullable ResolvedApi definition(ApiUse use, Map<String, ApiUse> listed) {
    ApiUse definition = listed.getOrDefault(use.name(), use);
    return resolver.resolve(use.name(), definition.name(), definition.place());
  }

  /// A connection wins over an API of its name, whichever key names it, as in the original.
  private void provider(
      PluginCall call,
      Named named,
      Map<String, ApiUse> listed,
      Map<String, ResolvedApi> providers) {
    ApiUse use = named.use();
    Connection connection = resolver.findConnection(use.name());
    boolean isApi =
        connection == null
            && (named.key().equals("apiRef")
                || listed.containsKey(use.name())
                || resolver.hasDefinition(use.name()));
    ResolvedApi found =
        isApi ? definition(use, listed) : resolver.connection(use.name(), use.place());
    String provider = found == null || connection == null ? null : connection.provider();
    if (call.isModel() && provider != null && !provider.strip().equalsIgnoreCase("openai")) {
      diagnostics.add(
          SihRule.CATALOG_PROVIDER,
          use.place(),
          0,
          "connection '"
              + use.name()
              + "' is of the provider '"
              + provider
              + "', whose protocol is not spoken; 'openai' and what is compatible with it is",
          null);
      return;
    }
    put(providers, use, found);
  }

  private static void put(Map<String, ResolvedApi> all, ApiUse use, @Nullable ResolvedApi found) {
    if (found != null) {
      all.putIfAbsent(use.name(), found);
    }
  }
}
