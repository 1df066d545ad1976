package dev.clew.engine;

import dev.clew.core.run.StagePath;
import dev.clew.engine.http.Exchange;
import dev.clew.engine.http.Request;
import dev.clew.workflow.catalog.ResolvedApi;
import java.util.List;

/// Checks what is sent and answered against the contract of its API, such as an OpenAPI document.
/// Thread-safe.
public interface Contracts {
  /// There is no contract.
  Contracts NONE =
      new Contracts() {
        @Override
        public List<Violation> request(ResolvedApi api, Request request) {
          return List.of();
        }

        @Override
        public List<Violation> response(
            ResolvedApi api, Request request, Exchange.Answered answer) {
          return List.of();
        }
      };

  /// What the request breaks; empty when nothing, or when nothing is known about it.
  List<Violation> request(ResolvedApi api, Request request);

  /// What the answer breaks; empty when nothing, or when nothing is known about it.
  List<Violation> response(ResolvedApi api, Request request, Exchange.Answered answer);

  /// As [#request(ResolvedApi, Request)]; the stage and its try tell a recording which it is.
  default List<Violation> request(StagePath path, int tryNumber, ResolvedApi api, Request request) {
    return request(api, request);
  }

  /// As [#response(ResolvedApi, Request, Exchange.Answered)].
  default List<Violation> response(
      StagePath path, int tryNumber, ResolvedApi api, Request request, Exchange.Answered answer) {
    return response(api, request, answer);
  }

  /// @param where `body` or a JSON pointer into it, `header NAME`, `query NAME`, `status` or `path`
  /// @param message one line with names and types, never with values
  /// @param source where the contract says so: its name and a JSON pointer into it
  record Violation(String where, String message, String source) {}
}
