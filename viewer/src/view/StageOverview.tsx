import { useMemo } from 'preact/hooks';
import type { NamedValue, Stage } from '../document.ts';
import { numberOf, text } from '../model/attributes.ts';
import { factsIn, factsOf, toneOfColor, type StageFacts } from '../model/facts.ts';
import { clock, count, duration } from '../model/format.ts';
import { definedAt, planOf } from '../model/model.ts';
import { plainText } from '../model/visible.ts';
import { useClew } from '../state.ts';
import { BodyView } from './BodyView.tsx';
import { Checks } from './Checks.tsx';
import { DecisionLine } from './Decisions.tsx';
import { LoopItems } from './LoopItems.tsx';
import { LongText } from './LongText.tsx';
import { StageLink } from './StageLink.tsx';
import { StatusIcon, toneOf } from './StatusIcon.tsx';
import { TimingBar } from './TimingBar.tsx';
import { Tries } from './Tries.tsx';
import { Value } from './Value.tsx';
import { useSoon } from './useSoon.ts';

/** Of an item so many values say which one it is; the tab has all. */
const MOST_INPUTS = 6;
const NO_FACTS = factsIn([]);

/** What there is to know at first: how it went, when, and what was answered. */
export function StageOverview({ stage }: { stage: Stage }) {
  const { model, source, select, go, printing } = useClew();
  const place = useMemo(() => definedAt(model.value.document, stage), [model.value, stage]);
  const facts = useSoon(() => factsOf(source.value, stage), [source.value, stage]) ?? NO_FACTS;
  const node = model.value.tree.byPath.get(stage.path);
  const planned = planOf(model.value, stage);
  const timing = model.value.timingByStage.get(stage.path);
  const call = useSoon(
    () => source.value.calls(stage.tool_call_ids.slice(-1)),
    [source.value, stage],
  )?.[0];
  const users = model.value.usedBy.get(stage.path) ?? [];
  return (
    <>
      <p class={`headline tone-${toneOf(stage.status)}`}>
        <StatusIcon status={stage.status ?? 'planned'} />{' '}
        <LongText of={stage.headline} most={400} />
        {facts.mocked && (
          <>
            {' '}
            <span class="chip warn-chip" title="Nothing was sent: the workflow gives the answer">
              mocked
            </span>
          </>
        )}
      </p>
      {stage.reason !== undefined && (
        <p class="reason">
          <span class="label">because</span>{' '}
          <span class="mono">
            <LongText of={stage.reason} most={400} />
          </span>
          {stage.cause !== undefined && (
            <>
              {' '}
              · <StageLink path={stage.cause} icon />
            </>
          )}
        </p>
      )}
      {stage.error && <ErrorOf error={stage.error} status={stage.status} />}
      {stage.method !== undefined && (
        <p class="request-line mono">
          <b>{stage.method}</b> <LongText of={stage.url ?? ''} most={300} />{' '}
          {stage.http_status !== undefined && (
            <b
              class={`http tone-${stage.http_status < 400 ? 'quiet' : stage.status === 'failed' ? 'bad' : 'warn'}`}
            >
              → {stage.http_status}
            </b>
          )}
        </p>
      )}
      <dl class="grid-facts">
        {stage.started_at !== undefined && (
          <Fact name="started">
            <span class="num">{clock(stage.started_at)}</span>
            {stage.offset_ms !== undefined && (
              <span class="muted num" title="Since the run began">
                {' '}
                +{duration(stage.offset_ms)}
              </span>
            )}
          </Fact>
        )}
        {(stage.duration_ms !== undefined || stage.started_at !== undefined) && (
          <Fact name="took">
            <span class="num">
              {stage.duration_ms === undefined
                ? 'no end in the ledger'
                : duration(stage.duration_ms)}
            </span>
          </Fact>
        )}
        {planned && timing?.waited_ms !== undefined && (
          <Fact name="waited">
            <span class="num" title="From the moment it could have started">
              {duration(timing.waited_ms)}
            </span>
            {timing.delayed_ms > 0 && (
              <span class="muted num"> and {duration(timing.delayed_ms)} between tries</span>
            )}
          </Fact>
        )}
        {facts.latency && (
          <Fact name="latency">
            <Latency of={facts.latency} />
          </Fact>
        )}
        {facts.loop && (
          <Fact name="loop">
            {count(numberOf(facts.loop.items) ?? 0)} items,{' '}
            <LongText of={text(facts.loop.mode)} most={30} />
            {facts.loop.max_parallel !== undefined && (
              <span class="muted">
                , at most {plainText(text(facts.loop.max_parallel), 20)} at once
              </span>
            )}
          </Fact>
        )}
        {(stage.kind !== '' || planned?.api !== undefined) && (
          <Fact name="kind">
            <LongText of={stage.kind} most={40} />
            {planned?.api !== undefined && (
              <span class="muted">
                {' '}
                of <LongText of={planned.api} most={60} />
              </span>
            )}
          </Fact>
        )}
        {planned?.expected_statuses !== undefined && (
          <Fact name="expected">
            <span class="num">
              <LongText of={planned.expected_statuses} most={80} />
            </span>
          </Fact>
        )}
        {place && !printing.value && (
          <Fact name="defined" wide>
            <button type="button" class="link" onClick={() => go({ view: 'files', ...place })}>
              <LongText of={model.value.document.definition[place.file]!.name} most={60} />:
              {place.line}
            </button>
          </Fact>
        )}
        {planned?.run_if !== undefined && stage.decisions.length === 0 && (
          <Fact name="runs if" wide>
            <code>
              <LongText of={planned.run_if} most={300} />
            </code>
          </Fact>
        )}
        {users.length > 0 && (
          <Fact name="used by" wide>
            {[...new Set(users.map((user) => user.stage))].slice(0, 6).map((user) => (
              <>
                <StageLink path={user} tab="inputs" icon />{' '}
              </>
            ))}
          </Fact>
        )}
      </dl>
      {call && call.timing.total_ms !== undefined && !printing.value && <TimingBar call={call} />}
      {node?.kind === 'loop' && <LoopItems node={node} />}
      {node?.kind === 'item' && stage.inputs.length > 0 && !printing.value && (
        <section>
          <h3>Item</h3>
          <Pairs of={stage.inputs.slice(0, MOST_INPUTS)} />
        </section>
      )}
      {(stage.tries.length > 1 || facts.retries.length > 0) && (
        <Tries stage={stage} facts={facts} />
      )}
      <Checks facts={facts} />
      {!printing.value && stage.decisions.map((decision) => <DecisionLine decision={decision} />)}
      {call?.response?.body && !printing.value && (
        <section>
          <h3>
            Answer{' '}
            <button type="button" class="link" onClick={() => select(stage.path, 'exchange')}>
              whole exchange
            </button>
          </h3>
          <BodyView body={call.response.body} what="answer" />
        </section>
      )}
      {stage.outputs.length > 0 && !printing.value && (
        <section>
          <h3>Outputs</h3>
          <Pairs of={stage.outputs} />
        </section>
      )}
    </>
  );
}

/** The band that the duration fell in. Its colour is somebody else's word, so it only chooses one of ours. */
function Latency({ of }: { of: NonNullable<StageFacts['latency']> }) {
  return (
    <>
      <span class={`latency tone-${toneOfColor(text(of.color))}`}>
        <LongText of={text(of.band)} most={40} />
      </span>{' '}
      <LongText of={text(of.label)} most={120} />{' '}
      <span class="muted">
        <LongText of={text(of.profile)} most={60} />
      </span>
    </>
  );
}

function Pairs({ of }: { of: readonly NamedValue[] }) {
  return (
    <dl class="pairs">
      {of.map((value) => (
        <div>
          <dt>
            <LongText of={value.name} most={80} />
          </dt>
          <dd>
            <Value of={value.value} missing={value.missing} brief />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Fact({
  name,
  wide = false,
  children,
}: {
  name: string;
  wide?: boolean;
  children: preact.ComponentChildren;
}) {
  return (
    <div class={wide ? 'wide' : ''}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function ErrorOf({
  error,
  status,
}: {
  error: NonNullable<Stage['error']>;
  status: Stage['status'];
}) {
  const { code, message, ...details } = error;
  return (
    <section
      class={`error-box tone-${toneOf(status === 'tolerated' ? status : 'failed')}`}
      aria-label="Error"
    >
      <p>
        <code class="code">
          <LongText of={String(code)} most={100} />
        </code>{' '}
        <strong>
          <LongText of={String(message)} most={600} lines />
        </strong>
      </p>
      {Object.keys(details).length > 0 && (
        <dl class="pairs">
          {Object.entries(details).map(([name, value]) => (
            <div>
              <dt>
                <LongText of={name} most={80} />
              </dt>
              <dd>
                <Value of={value} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
