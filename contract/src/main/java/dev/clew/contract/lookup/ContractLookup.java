package dev.clew.contract.lookup;

import dev.clew.contract.Contract;
import dev.clew.core.dossier.FailureCode;
import dev.clew.engine.http.HttpLimits;
import dev.clew.engine.preflight.Preflight;
import dev.clew.engine.preflight.Preflight.Attempt;
import dev.clew.engine.preflight.Preflight.Operation;
import dev.clew.engine.preflight.Together;
import dev.clew.plan.api.ApiEntry;
import dev.clew.plan.api.ApiUrl;
import dev.clew.plan.api.ResolvedApi;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Finds the contracts of the APIs of a run: from the cache, else from where they are published.
///
/// @param refresh whether the cache is passed over
/// @param network whether anything may be fetched
public record ContractLookup(
    ContractCache cache, HttpLimits limits, InstantSource clock, boolean refresh, boolean network) {
  /// @param contract null when there is none; then `operation` says why
  /// @param note something that a person should know; null for nothing
  public record Found(Operation operation, @Nullable Contract contract, @Nullable String note) {}

  /// One for each API whose definition names a contract that can be fetched, all at once.
  public List<Found> find(List<ResolvedApi> apis) {
    return Together.all(withContract(apis), this::find);
  }

  private static List<ResolvedApi> withContract(List<ResolvedApi> apis) {
    List<ResolvedApi> chosen = new ArrayList<>();
    for (ResolvedApi api : apis) {
      ApiEntry entry = api.entry();
      if (entry != null && entry.contract() != null) {
        chosen.add(api);
      }
    }
    return chosen;
  }

  private Found find(ResolvedApi api) {
    Search search = new Search(api);
    ContractCache.Cached cached = cache.read(search.entry.version(), search.entry.name());
    return switch (cached) {
      case ContractCache.Cached.Usable usable when !refresh || !network ->
          search.passed(
              usable.file().toString(),
              usable.contract(),
              "contract of '" + api.definition() + "' from " + usable.file(),
              null,
              null);
      case ContractCache.Cached.Usable usable -> search.fetched(null);
      case ContractCache.Cached.Broken broken ->
          network ? search.fetched(broken) : search.notInCache(broken);
      case ContractCache.Cached.Nothing nothing ->
          network ? search.fetched(null) : search.notInCache(null);
    };
  }

  /// The search for the contract of one API.
  private final class Search {
    private final long start = System.nanoTime();
    private final ResolvedApi api;
    private final ApiEntry entry;

    Search(ResolvedApi api) {
      this.api = api;
      this.entry = Objects.requireNonNull(api.entry());
    }

    Found fetched(ContractCache.Cached.@Nullable Broken broken) {
      ApiUrl contract = Objects.requireNonNull(entry.contract());
      String written = contract.written();
      return switch (contract.resolve()) {
        case ApiUrl.Resolved.Fault(String why) ->
            failed(
                written,
                FailureCode.CONTRACT_UNAVAILABLE.wire(),
                "its URL " + written + ": " + why,
                null);
        case ApiUrl.Resolved.Found(String url) -> fetched(url, broken);
      };
    }

    private Found fetched(String url, ContractCache.Cached.@Nullable Broken broken) {
      ContractFetch.Fetched fetched = new ContractFetch(limits, clock).fetch(url);
      String text = fetched.text();
      if (text == null) {
        return failed(
            url,
            FailureCode.CONTRACT_UNAVAILABLE.wire(),
            "the contract of '"
                + api.definition()
                + "' could not be fetched from "
                + url
                + ": "
                + fetched.why()
                + (broken == null ? "" : ", and " + broken.file() + " is broken: " + broken.why()),
            fetched.attempt());
      }
      return switch (Contract.read(entry.name(), text)) {
        case Contract.Read.Unusable(String why) ->
            failed(
                url, FailureCode.CONTRACT_UNREADABLE.wire(), url + ": " + why, fetched.attempt());
        case Contract.Read.Usable(Contract contract) -> {
          String unwritten = cache.write(entry.version(), entry.name(), contract);
          String mended =
              broken == null
                  ? null
                  : broken.file() + " was broken and is replaced: " + broken.why();
          yield passed(
              url,
              contract,
              "contract of '" + api.definition() + "' from " + url,
              fetched.attempt(),
              unwritten == null ? mended : "the contract is not kept: " + unwritten);
        }
      };
    }

    Found passed(
        String target,
        Contract contract,
        String message,
        @Nullable Attempt attempt,
        @Nullable String note) {
      int count = contract.operationCount();
      String operations = ", " + count + (count == 1 ? " operation" : " operations");
      return new Found(
          operation(target, Preflight.Status.PASSED, "", message + operations, attempt),
          contract,
          note);
    }

    Found notInCache(ContractCache.Cached.@Nullable Broken broken) {
      String message =
          broken == null
              ? "the contract of '"
                  + api.definition()
                  + "' is not in the cache, and without the network it is not fetched"
              : broken.file()
                  + ": "
                  + broken.why()
                  + "; without the network it is not fetched again";
      String target = cache.file(entry.version(), entry.name()).toString();
      return new Found(
          operation(target, Preflight.Status.NOT_CHECKED, "", message, null), null, null);
    }

    private Found failed(String target, String code, String message, @Nullable Attempt attempt) {
      return new Found(
          operation(target, Preflight.Status.FAILED, code, message, attempt), null, null);
    }

    private Operation operation(
        String target,
        Preflight.Status status,
        String code,
        String message,
        @Nullable Attempt attempt) {
      return new Operation(
          Preflight.Type.CONTRACT,
          api.definition(),
          target,
          status,
          code,
          message,
          attempt == null ? List.of() : List.of(attempt),
          Duration.ofNanos(System.nanoTime() - start));
    }
  }
}
