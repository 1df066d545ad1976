package dev.clew.core.digest;

import dev.clew.core.json.Json;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// *Same work*: a digest of what was to be done and with which inputs (DESIGN §5.12). Runs with one
/// key are comparable. Resolved hosts, ports, paths, flags and clew's version are facts of the
/// attempt and do not enter.
public record ExecutionKey(Digest digest) {

  /// What enters the key. Secrets enter by name and provider, never by value or digest.
  ///
  /// @param definitions digest of each definition file, by its logical name
  /// @param environment the environment's name
  /// @param inputs typed values after defaults, by name; secrets are left out here
  /// @param secrets provider of each secret input, by name
  /// @param dataFiles digest of each data file, by its logical name
  /// @param catalogEntries the catalog entries that are used, as they are written
  /// @param seed the seed, only if one was given
  public record Work(
      SortedMap<String, Digest> definitions,
      @Nullable String environment,
      SortedMap<String, Json> inputs,
      SortedMap<String, String> secrets,
      SortedMap<String, Digest> dataFiles,
      List<Json> catalogEntries,
      @Nullable String seed) {
    public Work {
      definitions = new TreeMap<>(definitions);
      inputs = new TreeMap<>(inputs);
      secrets = new TreeMap<>(secrets);
      dataFiles = new TreeMap<>(dataFiles);
      catalogEntries = List.copyOf(catalogEntries);
    }
  }

  public static ExecutionKey of(Work work) {
    Json.Builder inputs = Json.object();
    work.inputs().forEach(inputs::put);
    Json.Builder secrets = Json.object();
    work.secrets().forEach(secrets::put);
    Json.Obj value =
        Json.object()
            .put("definitions", digests(work.definitions()))
            .put("environment", work.environment())
            .put("inputs", inputs.build())
            .put("secrets", secrets.build())
            .put("data_files", digests(work.dataFiles()))
            .put("catalog", new Json.Arr(work.catalogEntries()))
            .put("seed", work.seed())
            .build();
    return new ExecutionKey(Digest.ofJson("clew.exec.v1", Json.interoperable(value)));
  }

  private static Json digests(SortedMap<String, Digest> byName) {
    Json.Builder members = Json.object();
    byName.forEach((name, digest) -> members.put(name, digest.hex()));
    return members.build();
  }

  /// The 8 digits that are shown and stand in file names. All 64 are compared.
  public String shown() {
    return digest.hex().substring(0, 8);
  }

  @Override
  public String toString() {
    return digest.hex();
  }
}
