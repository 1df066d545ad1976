import { markName, type Output } from './model/output.ts';
import { readBytesAt, writeBytesAt } from './model/place.ts';
import type { LineFilter, State } from './state.ts';

/** The lines that the filter lets through; undefined for all of them. */
export function shownLines(all: Output, filter: LineFilter): Uint32Array | undefined {
  if (filter.mark === 'all' && filter.stream === undefined) return undefined;
  const stream = filter.stream === undefined ? -1 : all.streams.indexOf(filter.stream);
  const found = new Uint32Array(all.count);
  let n = 0;
  for (let line = 0; line < all.count; line++) {
    if ((stream < 0 || all.stream[line] === stream) && fits(all.mark[line]!, filter.mark))
      found[n++] = line;
  }
  return found.subarray(0, n);
}

function fits(mark: number, wanted: LineFilter['mark']): boolean {
  return (
    wanted === 'all' || (wanted === 'problems' ? isProblemMark(mark) : markName(mark) === 'unknown')
  );
}

function isProblemMark(mark: number): boolean {
  const name = markName(mark);
  return name === 'error' || name === 'warn' || name === 'hole';
}

/** The line that the address points at. */
export function lineOf(state: State): number | undefined {
  const place = readBytesAt(state.at.value);
  return place && state.output.value.lineAt(place);
}

export function goToLine(state: State, line: number): void {
  const all = state.output.peek();
  state.go(
    {
      view: 'output',
      at: writeBytesAt({
        stream: all.streams[all.stream[line]!] ?? 'stdout',
        offset: all.offset[line]!,
        length: all.length[line]!,
      }),
    },
    true,
  );
}

/** The next line with a problem that the filter shows. */
export function nextProblemLine(state: State, by: 1 | -1): void {
  const all = state.output.peek();
  const { stream } = state.lines.peek();
  const only = stream === undefined ? -1 : all.streams.indexOf(stream);
  const here = lineOf(state);
  let from = here ?? (by > 0 ? -1 : all.count);
  // The lines of one event are one problem.
  if (here !== undefined)
    while (all.eventRow(from + by) !== undefined && all.eventRow(from + by) === all.eventRow(here))
      from += by;
  for (let line = from + by; line >= 0 && line < all.count; line += by) {
    if (isProblemMark(all.mark[line]!) && (only < 0 || all.stream[line] === only))
      return goToLine(state, line);
  }
  state.said.value = by > 0 ? 'no problem after this line' : 'no problem before this line';
}
