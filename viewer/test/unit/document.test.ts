import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ReportDocument } from '../../src/document.ts';
import { command } from '../../fixtures/command.mjs';
import { holes, run742 } from '../../fixtures/golden.mjs';
import { manyStages } from '../../fixtures/generated.mjs';
import { challenged, failed, good, interrupted } from '../../fixtures/onboarding.mjs';
import { definedAt } from '../../src/model/model.ts';
import { readDocument } from '../../src/read.ts';
import { EmbeddedDocument } from '../../src/source/embedded.ts';
import { firstView } from '../../src/state.ts';
import { model as modelOf, searched } from './sources.ts';

const kept = (name: string): unknown => JSON.parse(readFileSync(`fixtures/${name}.json`, 'utf8'));

describe('fixtures', () => {
  it.each([
    ['onboarding-402', () => challenged('with')],
    ['onboarding-402-nulls', () => challenged('without')],
    ['onboarding-good', good],
    ['onboarding-500', failed],
    ['onboarding-interrupted', interrupted],
  ] as [string, () => ReportDocument][])(
    '%s.json is what the generator writes (npm run fixtures)',
    (name, make) => expect(kept(name)).toEqual(JSON.parse(JSON.stringify(make()))),
  );
});

describe('the model', () => {
  const model = modelOf(challenged('with'));
  it('finds stages, calls and rows', () => {
    expect(model.stageByPath.get('issue-jwt')?.http_status).toBe(200);
    expect(model.stageByPath.get('__proto__')).toBeUndefined();
    expect(model.counts).toEqual([
      ['tolerated', 1],
      ['succeeded', 3],
      ['skipped', 1],
    ]);
  });
  it('knows who used an output', () =>
    expect(model.usedBy.get('create-account')?.map((user) => user.stage)).toEqual([
      'issue-jwt',
      'setup-payment',
    ]));
  it('indents children and items', () =>
    expect(modelOf(manyStages(12)).tree.order.map((node) => node.depth)).toEqual([
      0, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0, 1,
    ]));
  it('follows JSON pointers, own members only', () => {
    const source = EmbeddedDocument.of(challenged('with'));
    expect(source.at('/tool_calls/3/response/body/size_bytes')).toBe(148);
    expect(source.at('/events/3/offset')).toBe(3);
    expect(source.at('/run/run_id')).toBe(challenged('with').run.run_id);
    expect(source.at('/__proto__')).toBeUndefined();
    expect(source.at('/events/__proto__')).toBeUndefined();
    expect(source.at('/events/999/event')).toBeUndefined();
  });
  it('finds the line that names a stage', () => {
    const place = (path: string) =>
      definedAt(model.document, { ...model.document.stages[0]!, path });
    expect(place('activate-subscription')).toEqual({ file: 0, line: 50 });
    expect(place('x/setup-payment[3]')).toEqual({ file: 0, line: 36 });
    expect(place('payment')).toEqual({ file: 1, line: 20 });
    expect(place('(')).toBeUndefined();
  });
  it('knows where an artifact stands in the lineage: many alike share a node', () => {
    const document = run742();
    const like = document.artifacts[1];
    document.artifacts.push(
      { ...like, artifact_id: 'artifact_034' },
      { ...like, artifact_id: 'other', consumed_by: [] },
    );
    document.artifact_graph.nodes[3].id = 'artifacts:artifact_033';
    expect([...modelOf(document).nodeOfArtifact]).toEqual([
      ['bundle_129', 'artifact:bundle_129'],
      ['artifact_033', 'artifacts:artifact_033'],
      ['artifact_087', 'artifact:artifact_087'],
      ['artifact_034', 'artifacts:artifact_033'],
    ]);
  });
  it('begins with what explains it: stages, else output, else rows', () => {
    const silent = {
      ...command(),
      events: command().events.filter((row) => row.event.kind !== 'stdout_chunk'),
    };
    const beside = { ...command(), stages: run742().stages };
    expect(
      [run742(), command(), silent, beside].map((document) => firstView(modelOf(document))),
    ).toEqual(['timeline', 'output', 'events', 'output']);
  });
  it('the time of a run ends with it, also for a stage without an end; else with the last that is known', () => {
    const ended = { ...interrupted(), attempt: { ...interrupted().attempt, duration_ms: 230.5 } };
    const known = {
      ...interrupted(),
      attempt: { ...interrupted().attempt, begun_at: '2026-04-23T02:13:55.000Z' },
      as_of: '2026-04-23T02:13:58.500Z',
    };
    expect([ended, known].map((document) => modelOf(document).end)).toEqual([230.5, 3500]);
  });
});

describe('search', () => {
  const source = EmbeddedDocument.of(challenged('with'));
  const of = async (document: ReportDocument | undefined, query: string) =>
    (await searched(document ? EmbeddedDocument.of(document) : source, query)).hits.map(
      (hit) => hit.entry,
    );
  const found = (query: string) => of(undefined, query);
  it.each([
    ['3ds_challenge', 'response body'],
    ['mira.lindqvist', 'run input'],
    ['cus_abc123', 'run output'],
    ['x-request-id', 'response header'],
    ['traceparent', 'request header'],
    ['402 == 200', 'decision'],
    ['tool_call_completed', 'event'],
    ['httpVerb', 'file'],
    ['f7a3c2d1', 'run'],
    ['oncall-7', 'attempt fact'],
    ['notifications.example.com', 'base URL'],
    ['refused', 'effect'],
    ['.workflow.output', 'artifact'],
  ])('%s is found as %s', async (query, what) => {
    expect((await found(query)).map((entry) => entry.what)).toContain(what);
  });
  it('puts stages first', async () =>
    expect((await found('activate-subscription'))[0]).toMatchObject({
      what: 'stage',
      place: { stage: 'activate-subscription' },
    }));
  it('wants all terms in one place', async () => {
    expect((await found('create-account 201')).length).toBeGreaterThan(0);
    expect(await found('create-account zzz')).toEqual([]);
    expect(await found('   ')).toEqual([]);
  });
  it('finds the word of another system for the run', async () => {
    const document = challenged('with');
    document.run.correlation_id = 'order-4711';
    expect(await of(document, 'order-4711')).toMatchObject([
      { what: 'run', title: 'correlation_id', place: { view: 'run' } },
    ]);
  });
  it('goes to the line of a file', async () =>
    expect(
      (await found('expectedStatuses: [200')).find((entry) => entry.what === 'file')?.place,
    ).toMatchObject({ view: 'files', file: 0, line: 55 }));
  it('finds claims, absences, artifacts and what was printed, at its byte', async () => {
    expect((await of(holes(), 'sign of life')).map((entry) => entry.what)).toEqual([
      'claim',
      'absence',
    ]);
    expect((await of(holes(), 'no_file')).map((entry) => entry.place)).toEqual([
      { view: 'absences', absence: 'no_file' },
      { view: 'artifacts', artifact: 'artifact_087' },
    ]);
    expect((await of(command(), 'café')).map((entry) => [entry.what, entry.place])).toEqual([
      ['output', { view: 'output', at: 'stdout:145,1' }],
    ]);
  });
  it('counts all and gives some', async () => {
    const { hits, total } = await searched(EmbeddedDocument.of(manyStages(500)), 'push-items', 50);
    expect(hits).toHaveLength(50);
    expect(total).toBeGreaterThan(1000);
  });
});

describe('reading', () => {
  it('takes a document', () => expect(typeof readDocument(JSON.stringify(good()))).toBe('object'));
  it('says why there is none', () => {
    expect(readDocument('/*CLEW-DOCUMENT*/')).toMatch(/empty form/);
    expect(readDocument('{"format":')).toMatch(/cannot be read/);
    expect(readDocument('{}')).toMatch(/not a clew report/);
    expect(readDocument('null')).toMatch(/not a clew report/);
    expect(readDocument(JSON.stringify({ ...good(), format_version: 3 }))).toMatch(
      /version 3.*newer/,
    );
  });
});
