/** One line of pretty-printed JSON. Lexemes are the original ones: no number is rounded, no key is merged. */
export interface JsonLine {
  depth: number;
  /** The key with its quotes. */
  key?: string;
  /** A scalar, an empty container, or the opening or closing bracket. */
  text: string;
  type: 'string' | 'number' | 'literal' | 'open' | 'close' | 'empty';
  comma: boolean;
  /** For an opening line: the index of its closing line and how many members stand between. */
  end?: number;
  members?: number;
}

/** The lines of a JSON text, or undefined when it is not JSON. Works on the text without recursion: depth is no danger. */
export function jsonLines(source: string): JsonLine[] | undefined {
  const first = source.trimStart()[0];
  if (first === undefined) return undefined;
  try {
    JSON.parse(source);
  } catch {
    return undefined;
  }
  const lines: JsonLine[] = [];
  const open: number[] = [];
  let at = 0;
  let key: string | undefined;

  const push = (text: string, type: JsonLine['type']) => {
    const parent = open.length > 0 ? lines[open[open.length - 1]!] : undefined;
    if (parent && type !== 'close') parent.members = (parent.members ?? 0) + 1;
    lines.push({
      depth: open.length,
      ...(key === undefined ? {} : { key }),
      text,
      type,
      comma: false,
    });
    key = undefined;
  };

  while (at < source.length) {
    const c = source[at]!;
    if (c === ' ' || c === '\n' || c === '\r' || c === '\t' || c === ':') {
      at++;
    } else if (c === ',') {
      lines[lines.length - 1]!.comma = true;
      at++;
    } else if (c === '{' || c === '[') {
      const close = c === '{' ? '}' : ']';
      const next = skipSpace(source, at + 1);
      if (source[next] === close) {
        push(c + close, 'empty');
        at = next + 1;
      } else {
        push(c, 'open');
        open.push(lines.length - 1);
        at++;
      }
    } else if (c === '}' || c === ']') {
      const opening = open.pop()!;
      lines[opening]!.end = lines.length;
      push(c, 'close');
      at++;
    } else if (c === '"') {
      const end = stringEnd(source, at);
      const lexeme = source.slice(at, end);
      at = end;
      const inObject = open.length > 0 && lines[open[open.length - 1]!]!.text === '{';
      if (inObject && key === undefined) key = lexeme;
      else push(lexeme, 'string');
    } else {
      let end = at + 1;
      while (end < source.length && !/[\s,\]}]/.test(source[end]!)) end++;
      const lexeme = source.slice(at, end);
      push(lexeme, /^[-\d]/.test(lexeme) ? 'number' : 'literal');
      at = end;
    }
  }
  return lines;
}

/** The indexes of the lines that can be seen while `folded` opening lines are closed. */
export function visibleLines(lines: readonly JsonLine[], folded: ReadonlySet<number>): number[] {
  const seen: number[] = [];
  for (let i = 0; i < lines.length; i++) {
    seen.push(i);
    const end = lines[i]!.end;
    if (end !== undefined && folded.has(i)) i = end;
  }
  return seen;
}

/** JSON of a value, two spaces deep; control characters stay escaped. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, null, 2) ?? 'null';
}

function skipSpace(source: string, from: number): number {
  let at = from;
  while (at < source.length && /\s/.test(source[at]!)) at++;
  return at;
}

function stringEnd(source: string, from: number): number {
  let at = from + 1;
  for (;;) {
    const quote = source.indexOf('"', at);
    let back = quote - 1;
    while (source[back] === '\\') back--;
    if ((quote - 1 - back) % 2 === 0) return quote + 1;
    at = quote + 1;
  }
}
