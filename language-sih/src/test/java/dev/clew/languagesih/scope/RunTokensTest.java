package dev.clew.languagesih.scope;

import static dev.clew.languagesih.TestValues.json;
import static dev.clew.languagesih.TestValues.response;
import static dev.clew.languagesih.TestValues.scope;
import static dev.clew.languagesih.TestValues.template;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.plan.evidence.Resolved;
import dev.clew.plan.expression.RunScope;
import dev.clew.plan.scope.ResponseValues;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunTokensTest {
  private static final Map<String, Json> INPUTS =
      Map.of("email", json("\"a@b\""), "list", json("[{\"name\":\"x\"},null]"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{{input.EMAIL}}               | \"a@b\"   | {\"kind\":\"input\",\"name\":\"email\"}",
        "{{input.list.0.name}}         | \"x\"     | {\"kind\":\"input\",\"name\":\"list\"}",
        "{{input.list.1}}              | null      | {\"kind\":\"input\",\"name\":\"list\"}",
        "{{env:HOME}}                  | \"/root\" | {\"kind\":\"env\",\"name\":\"HOME\"}",
        "{{stage:make.output.id}}      | \"acc-1\" | {\"kind\":\"stage\",\"stage\":\"make\",\"field\":\"output.id\"}",
        "{{stage:MAKE.output.ID}}      | \"acc-1\" | {\"kind\":\"stage\",\"stage\":\"make\",\"field\":\"output.ID\"}",
        "{{stage:make.output.tree.1}}  | \"one\"   | {\"kind\":\"stage\",\"stage\":\"make\",\"field\":\"output.tree\"}",
        "{{stage:make.output.tree.a.1.b}} | null   | {\"kind\":\"stage\",\"stage\":\"make\",\"field\":\"output.tree\"}",
        "{{stage:make.output.http_status}} | 201   | {\"kind\":\"stage\",\"stage\":\"make\",\"field\":\"output.http_status\"}",
        "{{stage:make.output.body.items.1}} | 2    | {\"kind\":\"stage\",\"stage\":\"make\",\"field\":\"output.body\"}",
        "{{stage:make.response.status}} | 201      | {\"kind\":\"response\",\"stage\":\"make\",\"field\":\"response.status\"}",
        "{{stage:make.response.headers.location}} | \"/x/1\" | {\"kind\":\"response\",\"stage\":\"make\",\"field\":\"response.headers.location\"}",
        "{{stage:make.response.headers.Vary}} | \"a, b\" | {\"kind\":\"response\",\"stage\":\"make\",\"field\":\"response.headers.Vary\"}",
        "{{stage:make.response.body.items}} | [1,2] | {\"kind\":\"response\",\"stage\":\"make\",\"field\":\"response.body.items\"}",
        "{{response.body.error.code}}  | 7         | {\"kind\":\"response\",\"stage\":\"current\",\"field\":\"response.body.error.code\"}",
        "{{response.error.code}}       | 7         | {\"kind\":\"response\",\"stage\":\"current\",\"field\":\"response.body.error.code\"}",
        "{{coalesce(input.absent, input.email)}} | \"a@b\" | {\"kind\":\"input\",\"name\":\"email\"}",
        "{{coalesce(input.absent, env:NO)}} | \"\" | {\"kind\":\"literal\"}",
      })
  void resolve_present_isFoundWithOrigin(String token, String value, String origin) {
    Resolved.Found found = (Resolved.Found) resolve(token);
    assertThat(found.value()).hasToString(value);
    assertThat(found.origin().toJson()).hasToString(origin);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{{input.absent}}           | input_not_supplied  | false | input absent was not supplied",
        "{{input.absent?}}          | input_not_supplied  | true  | input absent was not supplied",
        "{{input.absent?.a}}        | input_not_supplied  | true  | input absent was not supplied",
        "{{env:NO}}                 | environment_not_set | false | environment variable NO is not set",
        "{{stage:make.output.gone}} | output_missing      | false | stage make has no output gone: response.body.gone is missing: the body has id",
        "{{stage:later.output.id}}  | stage_not_run       | false | stage later has not run",
        "{{stage:skipped.output.id}} | stage_skipped      | false | stage skipped was skipped",
        "{{stage:skipped?.output.id}} | stage_skipped     | true  | stage skipped was skipped",
        "{{stage:skipped.response.status}} | stage_skipped | false | stage skipped was skipped",
        "{{stage:make.output.no}}   | output_missing      | false | stage make has no output no",
        "{{stage:make.response.headers.No}} | header_missing | false | the response has no header No",
        "{{response.body.id}}       | path_missing        | false | response.body.id is missing: the body has customer_id, error",
        "{{response.body.id?}}      | path_missing        | true  | response.body.id is missing: the body has customer_id, error",
        "{{response.body.error.x.y?}} | path_missing      | false | response.body.error.x is missing: response.body.error has code",
        "{{response.body.error.x?.y}} | path_missing      | true  | response.body.error.x is missing: response.body.error has code",
        "{{response.body.error.code.z}} | path_missing    | false | response.body.error.code.z is missing: response.body.error.code is a number",
        "{{input.list.2}}           | path_missing        | false | input.list.2 is missing: input.list is a list of 2 items",
        "{{input.list.1.x}}         | path_missing        | false | input.list.1.x is missing: input.list.1 is null",
        "{{input.list.1?.x}}        | path_missing        | true  | input.list.1.x is missing: input.list.1 is null",
        "{{input.list.length}}      | path_missing        | false | input.list.length is missing: input.list is a list of 2 items",
        "{{input.email.x}}          | path_missing        | false | input.email.x is missing: input.email is text",
      })
  void resolve_absent_saysWhy(String token, String code, boolean optional, String reason) {
    Resolved.Missing missing = (Resolved.Missing) resolve(token);
    assertThat(missing.code().wire()).isEqualTo(code);
    assertThat(missing.optional()).isEqualTo(optional);
    assertThat(missing.reason()).isEqualTo(reason);
  }

  @Test
  void resolve_withoutResponse_saysSo() {
    Resolved resolved =
        new RunTokens(scope(Map.of()))
            .resolveToken(Objects.requireNonNull(template("{{response.status}}").wholeToken()));
    assertThat(resolved.toString()).contains("stage current has no response");
  }

  @Test
  void resolve_bodyThatIsNotJson_isTextWithoutPaths() {
    RunScope scope =
        scope(Map.of())
            .with(new ResponseValues(502, Map.of(), new ResponseValues.Body.Text("<html>")));
    assertThat(resolve(scope, "{{response.body}}").valueOrNull()).isEqualTo(Json.of("<html>"));
    assertThat(resolve(scope, "{{response.body.id}}").toString())
        .contains("response.body.id is missing: the body is not JSON");
  }

  @Test
  void resolve_bodyThatIsAbsent_saysWhy() {
    RunScope scope =
        scope(Map.of())
            .with(
                new ResponseValues(
                    204, Map.of(), new ResponseValues.Body.Absent("the response has no body")));
    assertThat(resolve(scope, "{{response.body.id?}}"))
        .isEqualTo(
            new Resolved.Missing(
                "response.body.id is missing: the response has no body",
                dev.clew.plan.evidence.MissingCode.BODY_MISSING,
                true));
  }

  @Test
  void resolve_manySiblings_namesTwelve() {
    Json.Builder wide = Json.object();
    for (int index = 0; index < 20; index++) {
      wide.put("k" + index, index);
    }
    Resolved resolved = resolve(scope(Map.of("wide", wide.build())), "{{input.wide.no}}");
    assertThat(resolved.toString())
        .contains("k0, k1")
        .contains("k11 and 8 more")
        .doesNotContain("k12");
  }

  private static Resolved resolve(String token) {
    return resolve(
        scope(INPUTS).with(response(402, "{\"customer_id\":\"c\",\"error\":{\"code\":7}}")), token);
  }

  private static Resolved resolve(RunScope scope, String token) {
    return new RunTokens(scope).resolveToken(Objects.requireNonNull(template(token).wholeToken()));
  }
}
