import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ReportDocument } from '../../src/document.ts';
import { hostile } from '../../fixtures/hostile.mjs';
import { challenged, failed, good, interrupted } from '../../fixtures/onboarding.mjs';
import { remove, render } from '../../src/render.tsx';
import type { Place } from '../../src/model/hash.ts';
import { EmbeddedDocument } from '../../src/source/embedded.ts';
import { TABS, VIEWS, type State } from '../../src/state.ts';

const settle = () => new Promise((done) => setTimeout(done, 20));
let root: HTMLElement | undefined;
let state: State;

async function show(document_: ReportDocument) {
  if (root) remove(root);
  history.replaceState(null, '', '#');
  root = document.createElement('div');
  document.body.replaceChildren(root);
  state = render(
    EmbeddedDocument.of(JSON.parse(JSON.stringify(document_)) as ReportDocument),
    root,
  );
  await settle();
  return root.textContent ?? '';
}
// What still waits to be written to the address bar would find no address bar.
afterAll(() => root && remove(root));
const press = async (key: string) => {
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  await settle();
};

describe('the first screen', () => {
  it('of the challenged onboarding tells the whole story', async () => {
    const text = await show(challenged('with'));
    for (const part of [
      'completed with failures',
      'activate-subscription answered 402 payment_method_requires_authentication',
      '3ds_challenge',
      '3 succeeded',
      '402 == 200 → false, 402 == 201 → false',
      'ACC-47291',
      'cus_abc123',
      'incomplete',
      'not committed',
      'clew resume',
    ])
      expect(text).toContain(part);
    expect(state.stage.value).toBe('activate-subscription');
  });
  it('of null states says why, once', async () => {
    const text = await show(challenged('without'));
    expect(text).toContain('the body has no member status');
    expect(text).toContain('as accountStatus');
  });
  it('of a good run is quiet', async () => {
    const text = await show(good());
    expect(text).toContain('Nothing blocks this run.');
    expect(root!.querySelector('.blocker')).toBeNull();
  });
  it('of a failed run shows its tries and what was not reached', async () => {
    const text = await show(failed());
    expect(text).toContain('not reached: setup-payment failed');
    expect(root!.querySelectorAll('#panel-panel .table tbody tr')).toHaveLength(3);
    expect(text).toContain('#3');
  });
  it('of an interrupted run says so, and that its tail is torn', async () => {
    const text = await show(interrupted());
    for (const part of ['Interrupted.', 'Torn tail.', '217 B', 'no end', '∅ no output'])
      expect(text).toContain(part);
  });
  it('of unredacted and damaged ledgers warns', async () => {
    const text = await show(hostile());
    expect(text).toContain('Not redacted.');
    expect(text).toContain('Damaged ledger.');
  });
});

describe('keys', () => {
  beforeEach(() => show(challenged('with')));
  it('j and k move the selection and stop at the ends', async () => {
    await press('k');
    expect(state.stage.value).toBe('setup-payment');
    for (let i = 0; i < 9; i++) await press('j');
    expect(state.stage.value).toBe('send-welcome-email');
  });
  it('views, tabs, help, search, blocker', async () => {
    for (const [key, view] of [
      ['p', 'output'],
      ['a', 'artifacts'],
      ['m', 'absences'],
      ['g', 'graph'],
      ['o', 'run'],
      ['e', 'events'],
      ['f', 'files'],
      ['t', 'timeline'],
    ] as const) {
      await press(key);
      expect(state.view.value).toBe(view);
    }
    await press(']');
    expect(state.tab.value).toBe('inputs');
    await press('?');
    expect(root!.querySelector('[role=dialog]')).not.toBeNull();
    await press('Escape');
    expect(root!.querySelector('[role=dialog]')).toBeNull();
    await press('b');
    expect(root!.querySelector('.blocker-facts')).toBeNull();
  });
  it('n goes to the next problem, Backspace to the blocker', async () => {
    await press('Home');
    expect(state.stage.value).toBe('create-account');
    await press('n');
    expect(state.stage.value).toBe('activate-subscription');
    await press('Home');
    await press('Backspace');
    expect(state.stage.value).toBe('activate-subscription');
  });
});

describe('a newer document', () => {
  it('keeps the selection', async () => {
    await show(interrupted());
    state.select('issue-jwt', 'exchange');
    expect(render(EmbeddedDocument.of(challenged('with')), root!)).toBe(state);
    await settle();
    expect(state.stage.value).toBe('issue-jwt');
    expect(root!.textContent).toContain('activate-subscription answered 402');
  });
});

describe('a document of which not all fits', () => {
  it('says how much of what is only in the ledger', async () => {
    const document_ = challenged('with');
    const text = await show({
      ...document_,
      ledger: { ...document_.ledger, rows: document_.ledger.rows + 9000 },
      left_out: {
        limit_bytes: 4_800_000,
        rows: 9000,
        kinds: { log: 9000 },
        ranges: [],
        stages: { succeeded: 400, failed: 37 },
        absences: 5,
        artifacts: 1,
        effects: 2,
        claims: 3,
      },
    });
    for (const part of ['nor did 437 stages', '2 more effects are', '3 more claims are'])
      expect(text).toContain(part);
    expect(text).toContain('… 437 more stages are in the ledger: clew events');
    expect(text).toContain('37 failed');
    expect(text).toContain('403 succeeded');
    await press('a');
    expect(root!.textContent).toContain('1 more artifact is in the ledger');
  });
});

describe('the record of the run', () => {
  const record = async () => {
    await press('o');
    const facts = new Map<string, string>();
    for (const pair of root!.querySelectorAll('.run-facts .pairs > div'))
      facts.set(pair.querySelector('dt')!.textContent!, pair.querySelector('.value')!.textContent!);
    return facts;
  };
  it('has what is there, a digest by its beginning', async () => {
    const document_ = good();
    const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
    await show({
      ...document_,
      run: {
        ...document_.run,
        attempt: 3,
        bundle: digest,
        workspace_id: 'ws-17',
        manifest_id: digest,
        correlation_id: 'order-4711',
        limit_ms: 90_000,
      },
    });
    const facts = await record();
    expect(
      ['attempt', 'bundle', 'workspace id', 'manifest id', 'correlation id', 'time limit'].map(
        (name) => facts.get(name),
      ),
    ).toEqual(['3', 'sha256:01234567…', 'ws-17', 'sha256:01234567…', 'order-4711', '1m 30s']);
    expect(root!.querySelector(`.run-facts dd[title="${digest}"]`)).not.toBeNull();
  });
  it('is silent about what is not', async () => {
    await show(good());
    const facts = await record();
    expect(['bundle', 'correlation id', 'time limit'].filter((name) => facts.has(name))).toEqual(
      [],
    );
    expect(facts.get('execution key')).toBe(good().run.execution_key);
  });
});

describe('hostile text', () => {
  it('makes no elements, in any view or tab of any stage', async () => {
    await show(hostile());
    const { stages } = state.model.value.document;
    const look = async (place: Place) => {
      state.go(place, true);
      await settle();
      expect(
        root!.querySelectorAll('script, img, iframe, a, form, object, embed, style, svg svg')
          .length,
      ).toBe(root!.querySelectorAll('svg svg').length);
    };
    for (const view of VIEWS)
      await look({
        view,
        artifact: state.model.value.document.artifacts.at(-1)!.artifact_id,
        at: 'stderr:50,9',
      });
    for (const stage of stages)
      for (const tab of TABS) await look({ view: 'absences', stage: stage.path, tab });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  }, 60_000);
});

describe('the bytes of an artifact', () => {
  const asked: string[] = [];
  const answering = (sha256: string) =>
    vi.stubGlobal('fetch', (path: string) => {
      asked.push(path);
      return Promise.resolve(Response.json({ files: [{ sha256 }] }));
    });
  const link = () => root!.querySelector<HTMLAnchorElement>('#panel-panel a[download]');
  const panel = async (path: string, isLive: boolean) => {
    asked.length = 0;
    const document_ = failed();
    const artifact = document_.artifacts[0]!;
    artifact.checksum = `sha256:${'ab'.repeat(32)}`;
    artifact.path = path;
    await show(document_);
    if (isLive) state.live.value = { isOpen: true, lostAt: undefined };
    state.view.value = 'artifacts';
    state.artifact.value = artifact.artifact_id;
    await settle();
    return link();
  };
  afterEach(() => vi.unstubAllGlobals());

  it('can be saved from a server that has them', async () => {
    answering('ab'.repeat(32));
    await panel('out/report.html', true);
    await vi.waitFor(() => expect(link()).not.toBeNull(), 5000);
    expect(link()!.getAttribute('href')).toBe(
      `/api/v1/artifacts/${'ab'.repeat(32)}?namespace=${state.model.value.document.run.namespace}`,
    );
    expect(link()!.getAttribute('download')).toBe('report.html');
  });
  it('cannot where the server has others', async () => {
    answering('cd'.repeat(32));
    await panel('report.html', true);
    await vi.waitFor(() => expect(asked).toHaveLength(1), 5000);
    await settle();
    expect(link()).toBeNull();
  });
  it('are not asked for by a file', async () => {
    answering('ab'.repeat(32));
    expect(await panel('report.html', false)).toBeNull();
    expect(asked).toEqual([]);
  });
});
