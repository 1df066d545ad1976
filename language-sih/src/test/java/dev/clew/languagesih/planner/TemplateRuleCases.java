package dev.clew.languagesih.planner;

import dev.clew.languagesih.rule.SihRule;

/// Mistakes in tokens, expressions and bodies.
final class TemplateRuleCases extends RuleCases {
  TemplateRuleCases() {
    workflow(
        SihRule.TEMPLATE_SYNTAX,
        "\"{{input.user}}\"",
        "\"ab {{input.user\"",
        "w:20:27: '{{' is not closed by '}}'; write '{{{{' for two literal braces");
    workflow(
        SihRule.TEMPLATE_SYNTAX,
        "\"{{input.user}}\"",
        "\"{{env.HOME}}\"",
        "w:20:30: env needs ':' and one name; did you mean 'env:HOME'?");
    workflow(
        SihRule.TEMPLATE_UNKNOWN_ROOT,
        "{{input.user}}",
        "{{imput.user}}",
        "w:20:26: unknown token root 'imput'; did you mean 'input'?");
    workflow(
        SihRule.TEMPLATE_ARGUMENT,
        "{{input.user}}",
        "{{rand:text(8, 'alhpa')}}",
        "w:20:40: 'alhpa' is not a character set; did you mean 'alpha'?");
    workflow(
        SihRule.INIT_CONFLICT,
        "stages:",
        "initStage:\n  variables:\n    - {name: at, type: Date, value: \"2024-01-01\"}\nstages:",
        "w:9:30: variable 'at' must be of type 'Fixed' when it has a value, not 'Date'");
    workflow(
        SihRule.INIT_UNUSED_KEY,
        "stages:",
        "initStage:\n  variables:\n    - {name: id, type: Guid, length: 8}\nstages:",
        "w:9:30: 'length' has no effect in variable 'id' of type Guid");
    workflow(
        SihRule.TEMPLATE_UNKNOWN_INPUT,
        "{{input.user}}",
        "{{input.uesr}}",
        "w:20:26: the workflow declares no input 'uesr'; did you mean 'user'?");
    workflow(
        SihRule.TEMPLATE_NO_RESPONSE,
        "{{input.user}}",
        "{{response.status}}",
        "w:20:26: {{response.status}} can stand only where a stage has its answer: in 'output', 'message', 'set', 'context', 'assertions', 'onStatus' and 'ensure'");
    workflow(
        SihRule.EXPRESSION_SYNTAX,
        "endpoint: /a",
        "endpoint: /a\n    runIf: '1 = 2'",
        "w:12:15: unexpected '='; write '==' to compare");
    workflow(
        SihRule.EXPRESSION_UNKNOWN_FUNCTION,
        "endpoint: /a",
        "endpoint: /a\n    runIf: emtpy(a)",
        "w:12:12: unknown function 'emtpy'; did you mean 'empty'?");
    workflow(
        SihRule.EXPRESSION_QUOTED_TOKEN,
        "endpoint: /a",
        "endpoint: /a\n    runIf: a == '{{input.user}}'",
        "w:12:17: a token in quotes is plain text here; write it without quotes");
    workflow(
        SihRule.BODY_NOT_JSON,
        "      {\"id\": \"{{stage:first.output.accountId}}\"}",
        "      {\"id\": \"{{stage:first.output.accountId}}\"\n      , }",
        "w:23:7: the body is not JSON: unexpected character; values are inserted without escaping");
  }
}
