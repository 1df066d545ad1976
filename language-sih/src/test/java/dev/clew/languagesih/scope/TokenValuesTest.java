package dev.clew.languagesih.scope;

import static dev.clew.languagesih.TestValues.json;
import static dev.clew.languagesih.TestValues.named;
import static dev.clew.languagesih.TestValues.response;
import static dev.clew.languagesih.TestValues.template;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.languagesih.TestValues;
import dev.clew.plan.evidence.Resolved;
import dev.clew.plan.expression.NamedExpression;
import dev.clew.plan.expression.RunScope;
import dev.clew.plan.scope.StageValues;
import dev.clew.plan.scope.ValueLookup;
import dev.clew.plan.scope.WorkflowResult;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The tokens of part 3: globals, context, vars, the clock, draws and child workflows.
class TokenValuesTest {
  private static final Instant NOW = Instant.parse("2024-01-31T22:30:05.25Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{{global.accountId}}    | \"acc-1\" | {\"kind\":\"global\",\"name\":\"accountId\"}",
        "{{GLOBAL:ACCOUNTID}}    | \"acc-1\" | {\"kind\":\"global\",\"name\":\"ACCOUNTID\"}",
        "{{global.text.a.0}}     | 1         | {\"kind\":\"global\",\"name\":\"text\"}",
        "{{global.text}}         | \"{\\\"a\\\":[1]}\" | {\"kind\":\"global\",\"name\":\"text\"}",
        "{{context:item.sku}}    | \"A\"     | {\"kind\":\"context\",\"name\":\"item\"}",
        "{{context.index}}       | 3         | {\"kind\":\"context\",\"name\":\"index\"}",
        "{{stage:child.workflow.output.jwt}} | \"t\" | {\"kind\":\"workflow\",\"stage\":\"child\",\"field\":\"workflow.output.jwt\"}",
        "{{workflow:CHILD.output.JWT}}       | \"t\" | {\"kind\":\"workflow\",\"stage\":\"child\",\"field\":\"workflow.output.JWT\"}",
        "{{stage:child.output.jwt}}          | \"t\" | {\"kind\":\"stage\",\"stage\":\"child\",\"field\":\"output.jwt\"}",
        "{{stage:child.output.own}}          | \"o\" | {\"kind\":\"stage\",\"stage\":\"child\",\"field\":\"output.own\"}",
        "{{stage:child.workflow.result.status}} | \"Ok\" | {\"kind\":\"workflow\",\"stage\":\"child\",\"field\":\"workflow.result.status\"}",
        "{{stage:child.workflow.result.message}} | \"in\" | {\"kind\":\"workflow\",\"stage\":\"child\",\"field\":\"workflow.result.message\"}",
        "{{stage:json(child.output.text).a.b}}  | true | {\"kind\":\"stage\",\"stage\":\"child\",\"field\":\"output.text\"}",
        "{{stage:json(child.output.text)}}      | {\"a\":{\"b\":true}} | {\"kind\":\"stage\",\"stage\":\"child\",\"field\":\"output.text\"}",
        "{{stage:json(child.output.list).1}}    | 5    | {\"kind\":\"stage\",\"stage\":\"child\",\"field\":\"output.list\"}",
        "{{stage:child.output.text.a.b}}        | true | {\"kind\":\"stage\",\"stage\":\"child\",\"field\":\"output.text\"}",
        "{{stage:off.output.state}}             | \"no\" | {\"kind\":\"stage\",\"stage\":\"off\",\"field\":\"output.state\"}",
        "{{stage:off.workflow.output.state}}    | \"no\" | {\"kind\":\"workflow\",\"stage\":\"off\",\"field\":\"workflow.output.state\"}",
        "{{system:datetime.utcnow}} | \"2024-01-31T22:30:05.2500000+00:00\" | {\"kind\":\"system\",\"name\":\"datetime.utcnow\",\"at\":\"2024-01-31T22:30:05.250Z\",\"zone\":\"Z\"}",
        "{{system:datetime.now}}    | \"2024-02-01T00:30:05.2500000+02:00\" | {\"kind\":\"system\",\"name\":\"datetime.now\",\"at\":\"2024-01-31T22:30:05.250Z\",\"zone\":\"+02:00\"}",
        "{{system:date.now}}        | \"2024-02-01\" | {\"kind\":\"system\",\"name\":\"date.now\",\"at\":\"2024-01-31T22:30:05.250Z\",\"zone\":\"+02:00\"}",
        "{{system:time.utcnow}}     | \"22:30:05\" | {\"kind\":\"system\",\"name\":\"time.utcnow\",\"at\":\"2024-01-31T22:30:05.250Z\",\"zone\":\"Z\"}",
        "{{system:date.utcnow + P1M}} | \"2024-02-29\" | {\"kind\":\"system\",\"name\":\"date.utcnow\",\"at\":\"2024-01-31T22:30:05.250Z\",\"zone\":\"Z\"}",
        "{{system:date.utcnow - P1Y1M1D}} | \"2022-12-30\" | {\"kind\":\"system\",\"name\":\"date.utcnow\",\"at\":\"2024-01-31T22:30:05.250Z\",\"zone\":\"Z\"}",
        "{{system:time.utcnow + PT1H29M56S}} | \"00:00:01\" | {\"kind\":\"system\",\"name\":\"time.utcnow\",\"at\":\"2024-01-31T22:30:05.250Z\",\"zone\":\"Z\"}",
        "{{rand:number(7, 7)}}      | 7 | {\"kind\":\"random\",\"name\":\"number\"}",
        "{{rand:number(input.n, global.n)}} | 5 | {\"kind\":\"random\",\"name\":\"number\",\"uses\":[{\"at\":\"rand:number\",\"template\":\"{{input.n}}\",\"value\":5,\"origin\":{\"kind\":\"input\",\"name\":\"n\"}},{\"at\":\"rand:number\",\"template\":\"{{global.n}}\",\"value\":5,\"origin\":{\"kind\":\"global\",\"name\":\"n\"}}]}",
        "{{rand:text(0)}}           | \"\" | {\"kind\":\"random\",\"name\":\"text\"}",
        "{{rand:date(2024-02-29, 2024-02-29, 'dd.MM.yy')}} | \"29.02.24\" | {\"kind\":\"random\",\"name\":\"date\"}",
        "{{rand:time(08:00, 08:00)}} | \"08:00:00\" | {\"kind\":\"random\",\"name\":\"time\"}",
        "{{rand:number(input.absent?, 1)}} | 1 | {\"kind\":\"random\",\"name\":\"number\",\"uses\":[{\"at\":\"rand:number\",\"template\":\"{{input.absent?}}\",\"value\":null,\"missing\":{\"code\":\"input_not_supplied\",\"reason\":\"input absent was not supplied\"}}]}",
        "{{var:greeting}}           | \"hi a\\\"b\" | {\"kind\":\"var\",\"name\":\"greeting\",\"uses\":[{\"at\":\"vars.greeting\",\"template\":\"{{input.name}}\",\"value\":\"a\\\"b\",\"origin\":{\"kind\":\"input\",\"name\":\"name\"}}]}",
        "{{VAR.payload.n}}          | 5 | {\"kind\":\"var\",\"name\":\"payload\",\"uses\":[{\"at\":\"vars.payload\",\"template\":\"{{input.name}}\",\"value\":\"a\\\"b\",\"origin\":{\"kind\":\"input\",\"name\":\"name\"}},{\"at\":\"vars.payload\",\"template\":\"{{input.n}}\",\"value\":5,\"origin\":{\"kind\":\"input\",\"name\":\"n\"}}]}",
        "{{coalesce(var:broken, var:loop, global.n)}} | 5 | {\"kind\":\"global\",\"name\":\"n\"}",
      })
  void resolve_present_isFoundWithOrigin(String token, String value, String origin) {
    Resolved resolved = resolve(token);
    assertThat(resolved).isInstanceOf(Resolved.Found.class);
    Resolved.Found found = (Resolved.Found) resolved;
    assertThat(found.value()).hasToString(value);
    assertThat(found.origin().toJson()).hasToString(origin);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{{global.none}}       | global_not_set  | false | global none is not set",
        "{{global.none?}}      | global_not_set  | true  | global none is not set",
        "{{global.accountId.x}} | path_missing   | false | global.accountId.x is missing: global.accountId is text",
        "{{context:none}}      | context_not_set | false | the context has no entry none",
        "{{context:item.id?}}  | path_missing    | true  | context.item.id is missing: context.item has sku",
        "{{var:none}}          | variable_unknown | false | the workflow has no var none",
        "{{var:none?}}         | variable_unknown | false | the workflow has no var none",
        "{{var:broken}}        | input_not_supplied | false | var broken: input absent was not supplied",
        "{{var:broken?}}       | input_not_supplied | true  | var broken: input absent was not supplied",
        "{{var:payload.x}}     | path_missing    | false | var.payload.x is missing: var.payload has who, n",
        "{{var:loop}}          | variable_cycle  | false | var loop has a circular reference: loop -> around -> loop",
        "{{var:around?}}       | variable_cycle  | false | var around has a circular reference: around -> loop -> around",
        "{{var:self}}          | variable_cycle  | false | var self has a circular reference: self -> self",
        "{{rand:number(1, var:self)}} | variable_cycle | false | var self has a circular reference: self -> self",
        "{{stage:plain.workflow.result.status}} | no_workflow_result | false | stage plain has no workflow.result.status",
        "{{stage:plain.workflow.output.x}} | output_missing | false | the workflow of stage plain has no output x",
        "{{stage:off.workflow.result.status?}} | stage_skipped | true | stage off was skipped",
        "{{stage:off.output.other}} | stage_skipped | false | stage off was skipped",
        "{{stage:never.workflow.output.x}} | stage_not_run | false | stage never has not run",
        "{{stage:json(child.output.own).a}} | not_json | false | output own of stage child is not JSON text",
        "{{stage:json(child.output.none).a}} | output_missing | false | stage child has no output none",
        "{{stage:json(child.output.text).z?}} | path_missing | true | json(output.text).z is missing: json(output.text) has a",
        "{{rand:number(global.accountId)}} | invalid_argument | false | argument 1 of rand:number is not a whole number",
        "{{rand:text(4, input.name)}} | invalid_argument | false | argument 2 of rand:text is not a character set",
        "{{rand:date(global.accountId)}} | invalid_argument | false | argument 1 of rand:date is not a date such as 2024-01-31",
        "{{rand:number(input.absent)}} | input_not_supplied | false | input absent was not supplied",
        "{{system:date.utcnow + P9999Y}} | out_of_range | false | system:date.utcnow with its offset is not in the years 1 to 9999",
        "{{system:date.utcnow + P999999999Y}} | out_of_range | false | system:date.utcnow with its offset is not in the years 1 to 9999",
      })
  void resolve_absent_saysWhy(String token, String code, boolean optional, String reason) {
    Resolved resolved = resolve(token);
    assertThat(resolved).isInstanceOf(Resolved.Missing.class);
    Resolved.Missing missing = (Resolved.Missing) resolved;
    assertThat(missing.reason()).isEqualTo(reason);
    assertThat(missing.code().wire()).isEqualTo(code);
    assertThat(missing.optional()).isEqualTo(optional);
  }

  /// The value of an environment variable stands next to its origin, where an offline replay looks.
  @Test
  void resolve_varOfEnvironmentVariable_hasItsValueAsEvidence() {
    assertThat(((Resolved.Found) resolve("{{var:nested}}")).origin().toJson().toString())
        .contains(
            "{\"at\":\"vars.home\",\"template\":\"{{env:HOME}}\",\"value\":\"/root\",\"origin\":{\"kind\":\"env\",\"name\":\"HOME\"}}");
  }

  @Test
  void resolve_varWithJsonText_escapesItsValues() {
    assertThat(resolve("{{var:payload}}").valueOrNull())
        .isEqualTo(json("{\"who\":\"a\\\"b\",\"n\":5}"));
  }

  @Test
  void resolve_varThatDoubles_endsAtALimit() {
    List<NamedExpression> doubling = new ArrayList<>();
    doubling.add(named("v0", "x"));
    for (int index = 1; index < 40; index++) {
      String before = "{{var:v" + (index - 1) + "}}";
      doubling.add(named("v" + index, before + before));
    }
    assertThat(resolve(scope(doubling), "{{var:v39}}").toString())
        .contains("is over the limit vars.evaluations = 1000");
    assertThat(resolve(scope(doubling), "{{var:v3}}").valueOrNull()).isEqualTo(Json.of("xxxxxxxx"));
  }

  @Test
  void resolve_longChainOfVars_endsAtALimit() {
    List<NamedExpression> chain = new ArrayList<>();
    chain.add(named("v0", "end"));
    for (int index = 1; index < 5_000; index++) {
      chain.add(named("v" + index, "{{var:v" + (index - 1) + "}}"));
    }
    assertThat(resolve(scope(chain), "{{var:v4999}}").toString())
        .contains("is over the limit vars.depth = 50");
    assertThat(resolve(scope(chain), "{{var:v49}}").valueOrNull()).isEqualTo(Json.of("end"));
  }

  @Test
  void resolve_varInAResponse_seesTheResponse() {
    RunScope scope = scope(List.of(named("code", "{{response.status}}"))).with(response(201, "{}"));
    assertThat(resolve(scope, "{{var:code}}").valueOrNull()).hasToString("201");
  }

  @Test
  void resolve_drawsTwice_givesTwoValuesAndTheSameForTheSameDraws() {
    RunScope scope = scope(VARIABLES);
    String first = resolve(scope, "{{rand:guid()}}").valueOrNull().toString();
    String second = resolve(scope, "{{rand:guid()}}").valueOrNull().toString();
    assertThat(second).isNotEqualTo(first);
    assertThat(resolve(scope(VARIABLES), "{{rand:guid()}}").valueOrNull()).hasToString(first);
  }

  @Test
  void resolve_drawsOfTheClock_recordItsReading() {
    for (String token : List.of("{{rand:ulid()}}", "{{rand:date()}}", "{{rand:datetime()}}")) {
      assertThat(((Resolved.Found) resolve(token)).origin().toJson().text("at"))
          .as(token)
          .isEqualTo("2024-01-31T22:30:05.250Z");
    }
  }

  /// A value is never read as a template, wherever it comes from.
  @Test
  void resolve_valuesThatLookLikeTokens_staySo() {
    Map<String, Json> hostile = new LinkedHashMap<>();
    hostile.put("bad", Json.of("{{env:HOME}}"));
    RunScope base = TestValues.scope(hostile);
    ValueLookup lookup = name -> hostile.get("bad");
    RunScope scope =
        with(
            base.with(lookup, lookup),
            List.of(
                named("copy", "{{input.bad}}"),
                named("text", "<{{global.x}}{{context.y}}>"),
                named("json", "[\"{{input.bad}}\"]")));
    for (String token :
        List.of("{{global.x}}", "{{context:x}}", "{{var:copy}}", "{{var:json.0}}")) {
      assertThat(resolve(scope, token).valueOrNull()).as(token).isEqualTo(Json.of("{{env:HOME}}"));
    }
    assertThat(resolve(scope, "{{var:text}}").valueOrNull())
        .isEqualTo(Json.of("<{{env:HOME}}{{env:HOME}}>"));
  }

  private static final List<NamedExpression> VARIABLES =
      List.of(
          named("greeting", "hi {{input.name}}"),
          named("payload", "{\"who\":\"{{input.name}}\",\"n\":{{input.n}}}"),
          named("broken", "{{input.absent}}!"),
          named("loop", "a {{var:around}}"),
          named("around", "{{VAR:Loop?}}"),
          named("self", "{{rand:number(var:self)}}"),
          named("home", "{{env:HOME}}"),
          named("nested", "at {{var:home}}"));

  private static RunScope scope(List<NamedExpression> variables) {
    Map<String, Json> globals = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    globals.put("accountId", Json.of("acc-1"));
    globals.put("n", Json.of(5));
    globals.put("text", Json.of("{\"a\":[1]}"));
    Map<String, Json> context = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    context.put("item", json("{\"sku\":\"A\"}"));
    context.put("index", Json.of(3));
    RunScope base =
        TestValues.scope(Map.of("name", Json.of("a\"b"), "n", Json.of(5)))
            .with(ValueLookup.of(globals), ValueLookup.of(context));
    return with(base, variables);
  }

  private static RunScope with(RunScope base, List<NamedExpression> variables) {
    StageValues child =
        new StageValues(
            "child",
            StageValues.State.RAN,
            Map.of(
                "own", Json.of("o"),
                "text", Json.of("{\"a\":{\"b\":true}}"),
                "list", json("[4,5]")),
            Map.of(),
            null,
            new WorkflowResult(WorkflowResult.OK, "in", Map.of("jwt", Json.of("t"))));
    StageValues plain = new StageValues("plain", StageValues.State.RAN, Map.of(), Map.of(), null);
    StageValues off = StageValues.skipped("off", Map.of("state", Json.of("no")));
    Map<String, StageValues> stages = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    stages.putAll(Map.of("child", child, "plain", plain, "off", off));
    return new RunScope(
        base.inputs(),
        base.environment(),
        stages::get,
        base.globals(),
        base.context(),
        variables,
        RandomValuesTest.seeded(742),
        Clock.fixed(NOW, ZoneId.of("Europe/Helsinki")),
        "current",
        null);
  }

  private static Resolved resolve(String token) {
    return resolve(scope(VARIABLES), token);
  }

  private static Resolved resolve(RunScope scope, String token) {
    return new RunTokens(scope).resolveToken(Objects.requireNonNull(template(token).wholeToken()));
  }
}
