package dev.clew.languagesih.planner;

import dev.clew.languagesih.rule.SihRule;

/// Mistakes in the keys and values of a workflow.
final class WorkflowRuleCases extends RuleCases {
  WorkflowRuleCases() {
    whole(
        SihRule.WORKFLOW_NOT_A_MAPPING,
        "- a\n",
        "w:1:1: a workflow is a mapping of keys ('version: …'), not a list");
    whole(
        SihRule.WORKFLOW_NOT_A_MAPPING,
        "hello",
        "w:1:1: a workflow is a mapping of keys ('version: …'), not text");
    workflow(
        SihRule.WORKFLOW_UNKNOWN_KEY,
        "endpoint: /a",
        "endpoint: /a\n    expectedstatus: 200",
        "w:12:5: unknown key 'expectedstatus' in stage 'first'; did you mean 'expectedStatus'?");
    workflow(
        SihRule.WORKFLOW_UNKNOWN_KEY,
        "name: demo",
        "name: demo\nzzz: 1",
        "w:3:1: unknown key 'zzz' in the workflow");
    workflow(SihRule.WORKFLOW_MISSING_KEY, "name: demo\n", "", "w:1:1: the workflow has no 'name'");
    workflow(
        SihRule.WORKFLOW_MISSING_KEY,
        "name: demo",
        "name: ' '",
        "w:2:7: the workflow has no 'name'");
    workflow(
        SihRule.WORKFLOW_MISSING_KEY,
        "name: demo",
        "name: demo\noutput: on",
        "w:3:9: 'output' is true, and there is no 'endStage.output' to write");
    workflow(
        SihRule.WORKFLOW_MISSING_KEY,
        "endpoint: /a",
        "endpoint: /a\n    mock: {status: 200, payload: ' '}",
        "w:12:11: 'mock' of stage 'first' has no 'payload' or 'payloadFile'");
    workflow(
        SihRule.WORKFLOW_WRONG_TYPE,
        "name: demo",
        "name: [demo]",
        "w:2:7: 'name' in the workflow must be text, not a list");
    workflow(
        SihRule.WORKFLOW_WRONG_TYPE,
        "name: demo",
        "name: demo\noutput: maybe",
        "w:3:9: 'output' in the workflow must be true or false");
    workflow(
        SihRule.WORKFLOW_WRONG_VALUE,
        "type: Number",
        "type: Nummer",
        "w:5:25: 'Nummer' is not an input type; did you mean 'Number'?");
    workflow(
        SihRule.WORKFLOW_WRONG_VALUE,
        "endpoint: /a",
        "endpoint: /a\n    expectedStatuses: [200, 20]",
        "w:12:29: '20' is not an HTTP status (100 to 599)");
    workflow(
        SihRule.WORKFLOW_WRONG_VALUE,
        "endpoint: /a",
        "endpoint: /a\n    assertions: [{actual: x, operator: matches, expected: '(('}]",
        "w:12:59: 'expected' is not a pattern of RE2: missing closing )");
    workflow(
        SihRule.WORKFLOW_WRONG_VALUE,
        "endpoint: /a",
        "endpoint: /a\n    assertions: [{actual: x, operator: matches, expected: '((a{1,1000}){1,1000}){1,1000}'}]",
        "w:12:59: 'expected' is not a pattern that clew takes: its repetitions come to more than pattern.size = 2000");
    workflow(
        SihRule.WORKFLOW_DUPLICATE_NAME,
        "name: second",
        "name: FIRST",
        "w:15:11: stage 'FIRST' is given twice; names ignore case");
    workflow(
        SihRule.WORKFLOW_UNADDRESSABLE_NAME,
        "name: second",
        "name: v1.second",
        "w:15:11: stage 'v1.second' has a '.' in it, so that no token can name it");
    workflow(
        SihRule.WORKFLOW_UNKNOWN_KIND,
        "name: second\n    kind: Http",
        "name: second\n    kind: Endpiont",
        "w:16:11: unknown stage kind 'Endpiont'; did you mean 'Endpoint'?");
    workflow(
        SihRule.WORKFLOW_UNKNOWN_VERB,
        "httpVerb: GET",
        "httpVerb: GTE",
        "w:12:15: unknown httpVerb 'GTE'; did you mean 'GET'?");
    workflow(
        SihRule.WORKFLOW_UNKNOWN_STAGE,
        "\"/b/{{stage:first.",
        "\"/b/{{stage:frist.",
        "w:18:21: unknown stage 'frist'; did you mean 'first'?");
    workflow(
        SihRule.WORKFLOW_FORWARD_REFERENCE,
        "endpoint: /a",
        "endpoint: '/a/{{stage:second.response.status}}'",
        "w:11:21: stage 'second' runs later and has no result yet");
    workflow(
        SihRule.WORKFLOW_FORWARD_REFERENCE,
        "endpoint: /a",
        "endpoint: /a\n    debug: {x: '{{stage:first.output.accountId}}'}",
        "w:12:19: stage 'first' is this stage itself and has no result yet");
    workflow(
        SihRule.WORKFLOW_UNKNOWN_OUTPUT,
        "{\"id\": \"{{stage:first.output.accountId}}\"}",
        "{\"id\": \"{{stage:first.output.acountId}}\"}",
        "w:22:17: stage 'first' has no output 'acountId'; did you mean 'accountId'?");
    workflow(SihRule.WORKFLOW_HEADER, "X-User", "X User", "w:20:15: 'X User' is not a header name");
    workflow(
        SihRule.WORKFLOW_HEADER,
        "{X-User: \"",
        "{X-User: \"a\\r\\nX: b",
        "w:20:23: the value of header 'X-User' has a line break or control character");
    workflow(
        SihRule.WORKFLOW_HEADER,
        "X-User",
        "Content-length",
        "w:20:15: header 'Content-length' is made by clew and cannot be given");
    workflow(
        SihRule.WORKFLOW_ENDPOINT,
        "endpoint: /a",
        "endpoint: '/a/{id}'",
        "w:11:15: '{' is not allowed in an endpoint; a token is written {{…}}");
    workflow(
        SihRule.WORKFLOW_ENDPOINT,
        "endpoint: /a",
        "endpoint: 'http://{{input.user}}/'",
        "w:11:15: the host of an endpoint must be literal; put '/' before the token");
  }
}
