import type { ToolCall } from '../document.ts';

// The request's own framing; curl makes these itself.
const MADE_BY_CURL = new Set([
  'content-length',
  'host',
  'connection',
  'transfer-encoding',
  'accept-encoding',
  'expect',
  'upgrade',
  'http2-settings',
]);
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** A POSIX word; with control or reordering characters a `$'…'` word, so that pasting it can do nothing. */
export function shellWord(text: string): string {
  if (/^[A-Za-z0-9_./:=@%+,-]+$/.test(text)) return text;
  // eslint-disable-next-line no-control-regex
  if (
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]/.test(
      text,
    )
  ) {
    return `$'${Array.from(text, ansiC).join('')}'`;
  }
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The request as a curl command, or undefined when there was none. What is redacted or was not captured is said in comments. */
export function curl(call: ToolCall): string | undefined {
  if (call.url === undefined) return undefined;
  const notes: string[] = [];
  const parts = [`curl --globoff --include`];
  const body = call.request.body;
  const method = call.method ?? 'GET';
  if (method === 'HEAD') parts[0] = 'curl --globoff --head';
  else if (method !== 'GET' || body) parts.push(`--request ${shellWord(method)}`);
  parts.push(`--url ${shellWord(call.url)}`);
  let typed = false;
  for (const header of call.request.headers) {
    const name = header.name.toLowerCase();
    if (MADE_BY_CURL.has(name) || name.startsWith(':')) continue;
    if (!HEADER_NAME.test(header.name)) {
      notes.push(`a header was left out: its name is not one that can be sent`);
      continue;
    }
    typed ||= name === 'content-type';
    parts.push(
      `--header ${shellWord(header.value === '' ? `${header.name};` : `${header.name}: ${header.value}`)}`,
    );
  }
  if (body?.text !== undefined && body.size_bytes > 0) {
    if (!typed) parts.push(`--header ${shellWord(`Content-Type: ${body.content_type ?? ''}`)}`);
    parts.push(`--data-raw ${shellWord(body.text)}`);
    if (body.captured === 'cut') notes.push('the body was cut when it was captured');
  } else if (body?.base64 !== undefined) {
    parts.push('--data-binary @-');
    return [
      ...comments(call, notes),
      `printf %s ${shellWord(body.base64)} | base64 -d | ${parts.join(' \\\n  ')}`,
    ].join('\n');
  } else if (body && body.captured === 'none' && body.size_bytes > 0) {
    notes.push('the body was not captured: run with --capture-http bodies');
  }
  return [...comments(call, notes), parts.join(' \\\n  ')].join('\n');
}

function comments(call: ToolCall, notes: string[]): string[] {
  const all = [
    call.url ?? '',
    call.request.body?.text ?? '',
    ...call.request.headers.map((header) => header.value),
  ];
  if (all.some(isRedacted))
    notes.push('redacted values stand as [redacted:…]: put the real ones in');
  return notes.map((note) => `# ${note}`);
}

export function isRedacted(text: string): boolean {
  return text.includes('[redacted:') || text.includes('[redacted]');
}

function ansiC(character: string): string {
  const code = character.codePointAt(0)!;
  if (character === '\\') return '\\\\';
  if (character === "'") return "\\'";
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  if (code >= 0x20 && code < 0x7f) return character;
  if (code < 0x80) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code > 0xffff
    ? `\\U${code.toString(16).padStart(8, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`;
}
