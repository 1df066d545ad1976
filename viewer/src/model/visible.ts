/** Text as it is shown: what cannot be seen, or would reorder what can, is written out. */
export interface Piece {
  text: string;
  /** What the piece stands for, when it stands for a character that cannot be seen. */
  code?: string;
}

// C0 and C1 controls, soft hyphen, zero-width and bidi controls, separators, byte order mark, interlinear
// marks, variation tags, and surrogates without their other half.
const UNSEEN =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|\udb40[\udc00-\udfff]/g;

const NAMES: ReadonlyMap<string, string> = new Map([
  ['\u007f', 'DEL'],
  ['\u200b', 'ZWSP'],
  ['\u200c', 'ZWNJ'],
  ['\u200d', 'ZWJ'],
  ['\u200e', 'LRM'],
  ['\u200f', 'RLM'],
  ['\u061c', 'ALM'],
  ['\u202a', 'LRE'],
  ['\u202b', 'RLE'],
  ['\u202c', 'PDF'],
  ['\u202d', 'LRO'],
  ['\u202e', 'RLO'],
  ['\u2066', 'LRI'],
  ['\u2067', 'RLI'],
  ['\u2068', 'FSI'],
  ['\u2069', 'PDI'],
  ['\ufeff', 'BOM'],
  ['\u00ad', 'SHY'],
]);

export function pieces(text: string, multiline: boolean): Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(UNSEEN)) {
    const at = match.index;
    const character = match[0];
    if (multiline && (character === '\n' || character === '\t')) continue;
    if (at > from) found.push({ text: text.slice(from, at) });
    found.push({ text: written(character), code: codePoint(character) });
    from = at + character.length;
  }
  if (from < text.length || found.length === 0) found.push({ text: text.slice(from) });
  return found;
}

/** The text with all of that written out in one line, for tooltips and labels. */
export function plainText(text: string, most = 300): string {
  const shown = pieces(text.slice(0, most), false)
    .map((piece) => piece.text)
    .join('');
  return text.length > most ? `${shown}…` : shown;
}

const C0 =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(
    ' ',
  );

/** `⟨ESC⟩`, `⟨RLO⟩`, `⟨U+E0041⟩` */
function written(character: string): string {
  const code = character.codePointAt(0)!;
  return `⟨${C0[code] ?? NAMES.get(character) ?? codePoint(character)}⟩`;
}

function codePoint(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The places of `[start, end)` where a term stands, in order, without overlap; letters are compared caseless. */
export function occurrences(
  text: string,
  terms: readonly string[],
  limit = 500,
): [number, number][] {
  if (terms.length === 0 || text.length === 0) return [];
  const lower = text.toLowerCase();
  if (lower.length !== text.length) return [];
  const found: [number, number][] = [];
  for (const term of terms) {
    for (
      let at = lower.indexOf(term);
      at >= 0 && found.length < limit;
      at = lower.indexOf(term, at + term.length)
    ) {
      found.push([at, at + term.length]);
    }
  }
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  let end = 0;
  return found.filter(([from, to]) => from >= end && ((end = to), true));
}
