// The same flow in each tool's language: the five stages of an onboarding, then as many steps as
// asked for. Each stage posts JSON with what earlier ones answered, checks the status and captures.

/** Stages as data; `{{name}}` in a body stands for what an earlier stage captured. */
export function stages(count) {
  const all = [
    stage('create-account', '/api/accounts', 201, { email: 'ada@example.com', source: 'api' }, { accountId: 'id' }, false),
    stage('issue-jwt', '/api/auth/tokens', 200, { accountId: '{{accountId}}' }, { jwt: 'token' }, false),
    stage('setup-payment', '/api/customers', 201, { email: 'ada@example.com', accountId: '{{accountId}}' }, { customerId: 'id' }),
    stage('activate-subscription', '/api/subscriptions', 201, { customerId: '{{customerId}}', planId: 'basic' }, { subscriptionId: 'id' }),
    stage('send-welcome-email', '/api/emails/send', 202, { to: 'ada@example.com', subscriptionId: '{{subscriptionId}}' }, { id5: 'id' }),
  ];
  for (let number = 6; number <= count; number++) {
    all.push(stage(`step-${number}`, '/api/steps', 201, { number, previous: `{{id${number - 1}}}` }, { [`id${number}`]: 'id' }));
  }
  return all.slice(0, count);
}

function stage(name, path, status, body, captures, bearer = true) {
  return { name, path, status, body, captures, bearer };
}

const bodyOf = (stage, reference) => JSON.stringify(stage.body).replace(/\{\{(\w+)\}\}/g, (_, name) => reference(name));
const quoted = (text) => JSON.stringify(text);

/** YAML is a superset of JSON: the flows are written as JSON where the tool reads YAML. */
export function clew(all) {
  const by = new Map(all.flatMap((one) => Object.keys(one.captures).map((name) => [name, one.name])));
  const reference = (name) => `{{stage:${by.get(name)}.output.${name}}}`;
  const lines = ['version: "1.0"', 'name: "onboarding"', 'stages:'];
  for (const one of all) {
    lines.push(`  - name: ${quoted(one.name)}`, '    kind: "Endpoint"', '    apiRef: "services"',
      `    endpoint: ${quoted(one.path)}`, '    httpVerb: "POST"', `    expectedStatus: ${one.status}`);
    if (one.bearer) lines.push('    headers:', `      Authorization: "Bearer ${reference('jwt')}"`);
    lines.push('    body: |', `      ${bodyOf(one, reference)}`, '    output:');
    for (const [name, member] of Object.entries(one.captures)) lines.push(`      ${name}: "{{response.body.${member}}}"`);
  }
  return lines.join('\n') + '\n';
}

export function clewCatalog(url) {
  return `- version: "1.0"\n  definitions:\n    - name: "services"\n      baseUrl:\n        bench: "${url}"\n`;
}

export function newman(all, url) {
  const item = all.map((one) => ({
    name: one.name,
    event: [{
      listen: 'test',
      script: {
        type: 'text/javascript',
        exec: [
          `pm.test("status is ${one.status}", () => pm.response.to.have.status(${one.status}));`,
          ...Object.entries(one.captures).map(([name, member]) => `pm.collectionVariables.set("${name}", pm.response.json().${member});`),
        ],
      },
    }],
    request: {
      method: 'POST',
      header: [
        { key: 'Content-Type', value: 'application/json' },
        ...(one.bearer ? [{ key: 'Authorization', value: 'Bearer {{jwt}}' }] : []),
      ],
      body: { mode: 'raw', raw: bodyOf(one, (name) => `{{${name}}}`) },
      url: url + one.path,
    },
  }));
  return JSON.stringify({
    info: { name: 'onboarding', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
    item,
  });
}

/** Operations by address, without an OpenAPI description: the least work for the tool. */
export function respect(all, url) {
  const by = new Map(all.flatMap((one) => Object.keys(one.captures).map((name) => [name, one.name])));
  const reference = (name) => `$steps.${by.get(name)}.outputs.${name}`;
  const steps = all.map((one) => ({
    stepId: one.name,
    'x-operation': { method: 'post', url: url + one.path },
    parameters: one.bearer ? [{ in: 'header', name: 'Authorization', value: `Bearer {${reference('jwt')}}` }] : [],
    requestBody: {
      contentType: 'application/json',
      payload: JSON.parse(bodyOf(one, reference)),
    },
    successCriteria: [{ condition: `$statusCode == ${one.status}` }],
    outputs: Object.fromEntries(Object.entries(one.captures).map(([name, member]) => [name, `$response.body#/${member}`])),
  }));
  return JSON.stringify({
    arazzo: '1.0.1',
    info: { title: 'onboarding', version: '1.0.0' },
    sourceDescriptions: [{ name: 'services', type: 'openapi', url: 'openapi.json' }],
    workflows: [{ workflowId: 'onboarding', steps }],
  });
}

export const emptyOpenapi = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'services', version: '1.0.0' },
  servers: [],
  paths: {},
});

export function stepci(all, url) {
  const steps = all.map((one) => ({
    name: one.name,
    http: {
      url: url + one.path,
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...(one.bearer ? { Authorization: 'Bearer ${{captures.jwt}}' } : {}) },
      body: bodyOf(one, (name) => `\${{captures.${name}}}`),
      captures: Object.fromEntries(Object.entries(one.captures).map(([name, member]) => [name, { jsonpath: `$.${member}` }])),
      check: { status: one.status },
    },
  }));
  return JSON.stringify({ version: '1.1', name: 'onboarding', tests: { onboarding: { steps } } });
}
