/** A part of a text: between the brackets of a list. */
export interface Range {
  from: number;
  to: number;
}

/** The JSON of a report, cut into what the page is drawn from and its two long lists. */
export interface Split {
  skeleton: { [name: string]: unknown };
  events: Range;
  calls: Range;
}

/** Stands in a list that was cut out. */
const HERE = '⋯';

/**
 * Cuts the long lists out of a report without looking at what is in them, by the members that stand
 * beside them in its canonical form (RFC 8785). A quote inside of a text is escaped there, so what is
 * found is a member; that it is one of the report itself, the parsed rest shows.
 *
 * @returns undefined when it is not a report in that form, whatever else it may be
 */
export function split(text: string): Split | undefined {
  const events = between(text, '"events":[', '],"format":"clew.report","format_version":', 0);
  const calls = events && between(text, '"tool_calls":[', '],"writer":', events.to);
  if (!calls) return undefined;
  const {
    events: rest,
    tool_calls: others,
    ...skeleton
  } = JSON.parse(
    [text.slice(0, events.from), text.slice(events.to, calls.from), text.slice(calls.to)].join(
      JSON.stringify(HERE),
    ),
  ) as { [name: string]: unknown };
  return isHere(rest) && isHere(others) ? { skeleton, events, calls } : undefined;
}

function between(text: string, open: string, close: string, after: number): Range | undefined {
  const from = text.indexOf(open, after) + open.length;
  const to = from < open.length ? -1 : text.indexOf(close, from);
  // The list may be empty: then it closes where it opens.
  return to < 0 ? undefined : { from, to };
}

function isHere(list: unknown): boolean {
  return Array.isArray(list) && list.length === 1 && list[0] === HERE;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN = 0x7b;
const CLOSE = 0x7d;

/** So many characters are looked at before others have a turn. */
const TURN = 1 << 18;

/** Where the items of a list begin; it looks for brackets and quotes only, and leaves what is wrong to who parses an item. */
export function* itemsIn(text: string, { from, to }: Range): Generator<undefined, Uint32Array> {
  let starts = new Uint32Array(1024);
  let count = 0;
  let turn = from + TURN;
  for (let at = from; at < to; at = valueEnd(text, at, to) + 1) {
    if (count === starts.length) {
      const more = new Uint32Array(starts.length * 2);
      more.set(starts);
      starts = more;
    }
    starts[count++] = at;
    if (at < turn) continue;
    turn = at + TURN;
    yield;
  }
  return starts.slice(0, count);
}

/** The comma behind the value that begins there, or the end of the list. */
function valueEnd(text: string, from: number, to: number): number {
  let depth = 0;
  for (let at = from; at < to; at++) {
    const c = text.charCodeAt(at);
    if (c === QUOTE) {
      for (at++; at < to; at++) {
        const inside = text.charCodeAt(at);
        if (inside === QUOTE) break;
        if (inside === BACKSLASH) at++;
      }
    } else if (c === OPEN || c === OPEN_LIST) depth++;
    else if (c === CLOSE || c === CLOSE_LIST) depth--;
    else if (c === COMMA && depth === 0) return at;
  }
  return to;
}
