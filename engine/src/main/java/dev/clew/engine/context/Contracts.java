package dev.clew.engine.context;

import dev.clew.core.event.StagePath;
import dev.clew.core.json.Json;
import dev.clew.engine.http.Exchange;
import dev.clew.engine.http.Request;
import dev.clew.plan.api.ResolvedApi;
import java.util.ArrayList;
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

  /// What stands in the place of names in the body of a request, as the contract of its API names
  /// values of enums; empty for nothing. The stage and its try tell a recording which it is.
  default List<EnumValue> enumValues(
      StagePath path, int tryNumber, ResolvedApi api, Request request) {
    return List.of();
  }

  /// @param at a JSON pointer (RFC 6901) into the body
  record EnumValue(String at, Json value) {
    /// The body with all of these in their places.
    public static Json in(Json body, List<EnumValue> values) {
      Json out = body;
      for (EnumValue one : values) {
        List<String> steps = List.of(one.at.split("/", -1));
        out = set(out, steps.subList(1, steps.size()), one.value);
      }
      return out;
    }

    private static Json set(Json at, List<String> steps, Json value) {
      if (steps.isEmpty()) {
        return value;
      }
      String step = steps.getFirst().replace("~1", "/").replace("~0", "~");
      List<String> rest = steps.subList(1, steps.size());
      return switch (at) {
        case Json.Obj object -> {
          Json inner = object.get(step);
          yield inner == null ? object : object.with(step, set(inner, rest, value));
        }
        case Json.Arr list -> {
          List<Json> items = new ArrayList<>(list.items());
          int index = Integer.parseInt(step);
          items.set(index, set(items.get(index), rest, value));
          yield new Json.Arr(items);
        }
        case Json.Str text -> text;
        case Json.Num number -> number;
        case Json.Bool bool -> bool;
        case Json.Null nothing -> nothing;
      };
    }
  }

  /// @param where `body` or a JSON pointer into it, `header NAME`, `query NAME`, `status` or `path`
  /// @param message one line with names and types, never with values
  /// @param source where the contract says so: its name and a JSON pointer into it
  record Violation(String where, String message, String source) {}
}
