import { count, duration, plural, when } from '../model/format.ts';
import { statusWord } from '../model/model.ts';
import { CopyButton } from '../view/CopyButton.tsx';
import { LongText } from '../view/LongText.tsx';
import { StatusIcon, toneOf } from '../view/StatusIcon.tsx';
import { Text } from '../view/Text.tsx';
import { ThemeButton } from '../view/ThemeButton.tsx';
import { VirtualList } from '../view/VirtualList.tsx';
import { DifferenceOf, kindWords } from './Difference.tsx';
import type { ComparedRun, DiffDocument } from './document.ts';
import { LeftOut } from './LeftOut.tsx';
import { useDiff } from './state.ts';

const ROW = 44;
const PRINTED = 500;

/** What differs between a run and the one that worked: the first divergence, then what followed, side by side. */
export function DiffPage() {
  const { document, printing, chosen, said } = useDiff();
  const difference = document.differences[chosen.value];
  if (printing.value) {
    return (
      <div class="app diff printed-run">
        <DiffHeader />
        <First />
        {document.differences.slice(0, PRINTED).map((one) => (
          <DifferenceOf key={one.number} difference={one} />
        ))}
        {document.differences.length > PRINTED && (
          <p class="note">{count(document.differences.length - PRINTED)} more are in the file.</p>
        )}
        <LeftOut />
      </div>
    );
  }
  return (
    <div class="app diff">
      <DiffHeader />
      <First />
      <main class="work">
        <section class="views" aria-label="All differences">
          <List />
          <LeftOut />
        </section>
        <section class="panel" aria-label="The chosen difference">
          <div class="panel-body" tabIndex={0} data-own-arrows id="panel-panel" key={chosen.value}>
            {difference ? (
              <DifferenceOf difference={difference} />
            ) : (
              <p class="empty">Nothing differs.</p>
            )}
          </div>
        </section>
      </main>
      <div class="said" role="status" aria-live="polite">
        {said.value}
      </div>
    </div>
  );
}

function DiffHeader() {
  const { document, printing } = useDiff();
  const { before, after } = document;
  const same =
    'run_id' in before && before.execution_key !== undefined && after.execution_key !== undefined
      ? before.execution_key === after.execution_key
      : undefined;
  return (
    <header class="header diff-header" role="banner">
      <Side
        name="A"
        what={document.baselines > 1 ? `worked, with ${document.baselines - 1} more` : 'worked'}
        run={before}
      />
      <Side name="B" what="in question" run={after} />
      <div class="tools">
        {same !== undefined && (
          <span
            class="chip"
            title="Runs with the same definition and inputs share an execution key"
          >
            {same ? 'same definition and inputs' : 'other definition or inputs'}
          </span>
        )}
        {!printing.value && <ThemeButton />}
      </div>
    </header>
  );
}

function Side({
  name,
  what,
  run,
}: {
  name: string;
  what: string;
  run: ComparedRun | DiffDocument['before'];
}) {
  if (!('run_id' in run))
    return (
      <div class="diff-side">
        <b class="side-name">{name}</b>{' '}
        <span>
          snapshot{' '}
          <span class="mono">
            <LongText of={String(run.snapshot)} most={120} />
          </span>
        </span>
      </div>
    );
  return (
    <div class={`diff-side tone-${toneOf(run.status)}`}>
      <b class="side-name" title={what}>
        {name}
      </b>
      <div>
        <p>
          <strong>
            <LongText of={run.name} most={60} />
          </strong>{' '}
          <StatusIcon status={run.status} size={13} />{' '}
          <span class="word">{statusWord(run.status).replaceAll('_', ' ')}</span>{' '}
          <span class="num">{duration(run.duration_ms)}</span>
        </p>
        <p class="muted small">
          <span class="sr">{what}: </span>
          <span class="num">
            <Text of={when(run.started_at)} />
          </span>{' '}
          · attempt {run.attempt} ·{' '}
          <span class="mono">
            <LongText of={run.run_id} most={40} />
          </span>{' '}
          <CopyButton text={run.location} icon what={`where ${name} is kept`} />
        </p>
      </div>
    </div>
  );
}

function First() {
  const { document, choose } = useDiff();
  const { differences, compared } = document;
  const first = differences[document.first_divergence ?? 0];
  const extent = `${plural(compared.values, 'value')} of ${plural(compared.stages, 'stage')} compared`;
  if (!first)
    return (
      <section class="outcome tone-ok" aria-label="Result">
        <StatusIcon status="succeeded" />
        <p>
          <strong>No difference.</strong> <span class="muted">{extent}</span>
        </p>
      </section>
    );
  const also = differences.filter((one) => one.because === undefined).length - 1;
  const then = differences.length - 1 - also;
  return (
    <section class="blocker tone-bad" aria-labelledby="first-headline">
      <div class="blocker-head">
        <StatusIcon status="failed" size={22} />
        <div>
          <p class="severity">
            First divergence <code class="code">{kindWords(first.kind)}</code>{' '}
            <span class="failure-kind">
              <span class="muted">{extent}</span>
            </span>
          </p>
          <h2 id="first-headline">
            <LongText of={first.headline} most={300} />
          </h2>
          <p class="at-stage">
            {then > 0
              ? `${plural(then, 'difference')} followed from what stands before them`
              : 'nothing followed from it'}
            {also > 0 && ` · ${plural(also, 'other')} that nothing explains`}
          </p>
        </div>
        <div class="blocker-tools">
          <button type="button" class="plain" onClick={() => choose(first.number)}>
            Show it
          </button>
        </div>
      </div>
    </section>
  );
}

function List() {
  const { document, shown, query, rootsOnly, chosen, choose, depth } = useDiff();
  const all = shown.value;
  const at = all.findIndex((one) => one.number === chosen.value);
  return (
    <div class="differences">
      <div class="filters" role="group" aria-label="Filter differences">
        <input
          id="diff-search"
          type="search"
          aria-label="Differences with this text"
          placeholder="filter  /"
          value={query.value}
          onInput={(event) => (query.value = event.currentTarget.value)}
        />
        <button
          type="button"
          class="filter"
          aria-pressed={rootsOnly.value}
          onClick={() => (rootsOnly.value = !rootsOnly.value)}
          title="Only what nothing before is known to have caused (c)"
        >
          causes only
        </button>
        <span class="muted num" role="status">
          {count(all.length)} of {plural(document.differences.length, 'difference')}
        </span>
      </div>
      {all.length === 0 && <p class="empty">No difference fits.</p>}
      <VirtualList
        class="difference-rows"
        label="Differences, causes before what follows"
        rows={{ count: all.length, rowHeight: ROW }}
        goTo={at < 0 ? undefined : at}
        render={(i) => {
          const one = all[i]!;
          return (
            <button
              key={one.number}
              type="button"
              data-own-arrows
              class="difference-row"
              aria-pressed={i === at}
              onClick={() => choose(one.number)}
              style={{ paddingInlineStart: `${10 + (depth[one.number] ?? 0) * 12}px` }}
            >
              <span class="num">{one.number + 1}</span>
              <span class="clip">
                <span class="muted small">
                  {one.because === undefined ? (
                    <b>{one.number === document.first_divergence ? 'first divergence' : 'also'}</b>
                  ) : (
                    <>↳ follows from {one.because + 1}</>
                  )}{' '}
                  · {kindWords(one.kind)}
                  {one.stage !== undefined && (
                    <>
                      {' '}
                      · <Text of={one.stage.slice(0, 80)} />
                    </>
                  )}
                </span>
                <br />
                <Text of={one.headline.slice(0, 300)} />
              </span>
            </button>
          );
        }}
      />
    </div>
  );
}
