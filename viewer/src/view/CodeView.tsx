import { useMemo, useState } from 'preact/hooks';
import { jsonLines, visibleLines, type JsonLine } from '../model/json.ts';
import { count } from '../model/format.ts';
import { VirtualList } from './VirtualList.tsx';
import { LongText } from './LongText.tsx';
import { Redacted } from './Redacted.tsx';

const LINE = 18;
const MANY = 300;

/** Text with line numbers; JSON can be folded. Long texts are windowed, and a long line shows its beginning. */
export function CodeView({
  text,
  json = false,
  numbers = false,
  short = false,
  goTo,
  tall = false,
}: {
  text: string;
  json?: boolean;
  numbers?: boolean;
  short?: boolean;
  goTo?: number | undefined;
  tall?: boolean;
}) {
  const parsed = useMemo(() => (json ? jsonLines(text) : undefined), [text, json]);
  return parsed ? (
    <JsonCode lines={parsed} short={short} />
  ) : (
    <PlainCode text={text} numbers={numbers} goTo={goTo} tall={tall} />
  );
}

function PlainCode({
  text,
  numbers,
  goTo,
  tall,
}: {
  text: string;
  numbers: boolean;
  goTo: number | undefined;
  tall: boolean;
}) {
  const lines = useMemo(() => text.split(/\r\n|\n/), [text]);
  const line = (i: number) => (
    <div class={`code-line${goTo === i + 1 ? ' here' : ''}`} key={i}>
      {numbers && (
        <span class="line-number" aria-hidden="true">
          {i + 1}
        </span>
      )}
      <span class="line-text">
        <Redacted of={lines[i]!} most={2000} />
        {lines[i] === '' ? ' ' : ''}
      </span>
    </div>
  );
  return (
    <Lines
      count={lines.length}
      line={line}
      goTo={goTo === undefined ? undefined : goTo - 1}
      tall={tall}
    />
  );
}

function JsonCode({ lines, short }: { lines: JsonLine[]; short: boolean }) {
  const [folded, setFolded] = useState<ReadonlySet<number>>(() =>
    short && lines.length > 12 ? new Set([0]) : new Set(),
  );
  const seen = useMemo(() => visibleLines(lines, folded), [lines, folded]);
  const toggle = (i: number) => {
    const next = new Set(folded);
    if (!next.delete(i)) next.add(i);
    setFolded(next);
  };
  const line = (at: number) => {
    const i = seen[at]!;
    const one = lines[i]!;
    const closed = folded.has(i);
    return (
      <div class="code-line json" key={i}>
        {one.end !== undefined ? (
          <button
            type="button"
            class="fold"
            aria-expanded={!closed}
            aria-label={`${closed ? 'Unfold' : 'Fold'} ${one.key ?? ''} ${one.members ?? 0} members`}
            onClick={() => toggle(i)}
          >
            {closed ? '▸' : '▾'}
          </button>
        ) : (
          <span class="fold" />
        )}
        <span class="line-text" style={{ paddingInlineStart: `${Math.min(one.depth, 60) * 14}px` }}>
          {one.key !== undefined && (
            <>
              <span class="j-key">
                <LongText of={one.key} most={300} />
              </span>
              {': '}
            </>
          )}
          <span class={`j-${one.type}`}>
            <Redacted of={one.text} most={1200} />
          </span>
          {closed && (
            <span class="j-folded">
              {' '}
              {count(one.members ?? 0)} {one.text === '{' ? 'members' : 'entries'}{' '}
              {one.text === '{' ? '}' : ']'}
            </span>
          )}
          {(closed ? lines[one.end!]!.comma : one.comma) ? ',' : ''}
        </span>
      </div>
    );
  };
  return <Lines count={seen.length} line={line} />;
}

function Lines({
  count: n,
  line,
  goTo,
  tall = false,
}: {
  count: number;
  line: (i: number) => preact.JSX.Element;
  goTo?: number | undefined;
  tall?: boolean;
}) {
  if (n <= MANY && !tall)
    return <div class="code">{Array.from({ length: n }, (_, i) => line(i))}</div>;
  return (
    <VirtualList
      class={`code windowed${tall ? ' tall' : ''}`}
      label={`${n} lines`}
      rows={{ count: n, rowHeight: LINE }}
      render={line}
      goTo={goTo}
      printed={2000}
    />
  );
}
