import { describe, expect, it } from 'vitest';
import type { Row } from '../../src/document.ts';
import { command, printed } from '../../fixtures/command.mjs';
import { markName, outputOf } from '../../src/model/output.ts';
import { readBytesAt, writeBytesAt } from '../../src/model/place.ts';
import { indexOfByte, utf8Length } from '../../src/model/utf8.ts';
import { shownLines } from '../../src/output.ts';

let offset = 0;
const row = (
  kind: string,
  attributes: NonNullable<Row['event']['attributes']>,
  more: Partial<Row> & { severity?: string } = {},
): Row => {
  const { severity, ...rest } = more;
  return {
    offset: offset++,
    received_at: '',
    verdict: 'accepted',
    event_digest: '',
    chain: '',
    event: {
      event_id: `e${offset}`,
      namespace: '',
      run_id: '',
      attempt_id: '',
      producer: '',
      epoch: 1,
      seq: offset,
      ts: '',
      kind,
      summary: '',
      attributes,
      ...(severity ? { severity } : {}),
    },
    ...rest,
  };
};
const chunk = (stream: string, at: number, raw: string, more: Partial<Row> = {}) =>
  row(
    'stdout_chunk',
    { stream, offset: at, length: new TextEncoder().encode(raw).length },
    { raw, ...more },
  );
const lines = (events: Row[]) => {
  const all = outputOf(events);
  return Array.from(
    { length: all.count },
    (_, i) =>
      `${all.streams[all.stream[i]!]}:${all.offset[i]}+${all.length[i]} ${markName(all.mark[i]!)} ${all.text(i)}`,
  );
};

describe('lines', () => {
  it('have the bytes of the stream, not the characters', () =>
    expect(lines([chunk('stdout', 0, 'caf\u00e9 \u{1F600}\nb\n')])).toEqual([
      'stdout:0+11 none caf\u00e9 \u{1F600}',
      'stdout:11+2 none b',
    ]));
  it('stand in the order of the ledger, streams apart', () =>
    expect(
      lines([chunk('stdout', 0, 'a\n'), chunk('stderr', 0, 'x\n'), chunk('stdout', 2, 'b\n')]),
    ).toEqual(['stdout:0+2 none a', 'stderr:0+2 none x', 'stdout:2+2 none b']));
  it('go on in the next chunk of the same stream', () =>
    expect(
      lines([
        chunk('stdout', 0, 'on'),
        chunk('stderr', 0, 'x\n'),
        chunk('stdout', 2, 'e\ntw'),
        chunk('stdout', 6, 'o'),
        chunk('stdout', 7, '!\n'),
      ]),
    ).toEqual(['stdout:0+4 none one', 'stderr:0+2 none x', 'stdout:4+5 none two!']));
  it('lose a carriage return at their end only', () =>
    expect(lines([chunk('stdout', 0, 'a\r\nb\rc\n\r\n')])).toEqual([
      'stdout:0+3 none a',
      'stdout:3+4 none b\rc',
      'stdout:7+2 none ',
    ]));
  it('that are no UTF-8 keep their offsets', () =>
    expect(
      lines([
        row(
          'stdout_chunk',
          { stream: 'stdout', offset: 0, length: 6 },
          { raw_base64: btoa('a\xff\xfe\nb\n') },
        ),
      ]),
    ).toEqual(['stdout:0+4 none a\ufffd\ufffd', 'stdout:4+2 none b']));
  it('of chunks that came late stand in their order', () =>
    expect(lines([chunk('stdout', 2, 'b\n'), chunk('stdout', 0, 'a\n')])).toEqual([
      'stdout:0+2 none a',
      'stdout:2+2 none b',
    ]));
  it('that are absent are drawn', () => {
    expect(lines([chunk('stdout', 0, 'a\n'), chunk('stdout', 9, 'b\n')])).toEqual([
      'stdout:0+2 none a',
      'stdout:2+7 hole ',
      'stdout:9+2 none b',
    ]);
    expect(lines([row('stdout_chunk', { stream: 'stderr', offset: 0, length: 77 })])).toEqual([
      'stderr:0+77 hole ',
    ]);
  });
  it('of conflicting and fenced rows are not output', () =>
    expect(
      lines([
        chunk('stdout', 0, 'a\n', { verdict: 'conflict' }),
        chunk('stdout', 0, 'b\n', { verdict: 'fenced' }),
      ]),
    ).toEqual([]));
  it('of nothing are none', () => expect(lines([])).toEqual([]));
  it('account for every byte, over random chunks of random text', () => {
    let seed = 742;
    const random = (n: number) => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) % n;
    for (let round = 0; round < 300; round++) {
      const text = Array.from(
        { length: random(60) },
        () => ['a', '\n', '\r\n', '\u00e9', '\u20ac', '\u{1F600}', 'line', ''][random(8)],
      ).join('');
      const events: Row[] = [];
      let from = 0;
      let at = 0;
      while (from < text.length) {
        let to = Math.min(text.length, from + 1 + random(9));
        if ((text.charCodeAt(to - 1) & 0xfc00) === 0xd800) to++;
        const part = text.slice(from, to);
        events.push(chunk('stdout', at, part));
        at += utf8Length(part);
        from = to;
      }
      const all = outputOf(events);
      let next = 0;
      for (let line = 0; line < all.count; line++) {
        expect(all.offset[line], `round ${round}`).toBe(next);
        next += all.length[line]!;
      }
      expect(next).toBe(new TextEncoder().encode(text).length);
      const whole = text.split('\n').map((line) => line.replace(/\r$/, ''));
      expect(Array.from({ length: all.count }, (_, line) => all.text(line))).toEqual(
        whole.at(-1) === '' ? whole.slice(0, -1) : whole,
      );
    }
  });
});

describe('marks', () => {
  const about = (at: number, length: number, more = {}) => ({
    stream: 'stdout',
    offset: at,
    length,
    ...more,
  });
  it('say what was made of a line; the worst counts', () => {
    expect(
      lines([
        chunk('stdout', 0, 'a\nb\nc\nd\ne\n'),
        row('log', about(0, 1, { rule: 'unknown' })),
        row('log', about(2, 1, { rule: 'x.y@1' })),
        row('log', about(4, 1), { severity: 'warn' }),
        row('error', about(6, 1)),
        row('log', about(6, 1, { rule: 'unknown' })),
        row('artifact_written', about(8, 2)),
      ]).map((line) => line.split(' ')[1]),
    ).toEqual(['unknown', 'known', 'warn', 'error', 'event']);
  });
  it('of a range are on every line of it', () =>
    expect(
      lines([chunk('stdout', 0, 'a\nb\nc\nd\n'), row('error', about(2, 3))]).map(
        (line) => line.split(' ')[1],
      ),
    ).toEqual(['none', 'error', 'error', 'none']));
  it('beyond the output, of other streams or without place do no harm', () =>
    expect(
      lines([
        chunk('stdout', 0, 'a\n'),
        row('error', about(99, 5)),
        row('error', { stream: '__proto__', offset: 0 }),
        row('error', { stream: 'stdout' }),
        row('error', { stream: 'stdout', offset: -1 }),
        row('error', { stream: 'stdout', offset: 0.5 }),
      ]),
    ).toEqual(['stdout:0+2 none a']));
  it('are what the filters count', () => {
    const all = outputOf(command().events);
    expect(all.marked).toEqual({
      none: 5,
      event: 1,
      known: 0,
      unknown: 3,
      warn: 1,
      error: 7,
      hole: 0,
    });
    expect(
      [...shownLines(all, { mark: 'problems' })!].map((line) => all.text(line).slice(0, 12)),
    ).toEqual([
      'WARN retryin',
      'Traceback (m',
      '  File "uplo',
      '    response',
      '  File "requ',
      'urllib3.exce',
      'requests.exc',
      'upload faile',
    ]);
    expect(shownLines(all, { mark: 'unknown', stream: 'stderr' })).toHaveLength(0);
    expect(shownLines(all, { mark: 'all' })).toBeUndefined();
  });
  it('find their line by its bytes', () => {
    const all = outputOf(command().events);
    expect(all.text(all.lineAt({ stream: 'stderr', offset: 50, length: 1 })!)).toBe(
      'Traceback (most recent call last):',
    );
    expect(all.lineAt({ stream: 'stderr', offset: 1e9, length: 1 })).toBeUndefined();
    expect(all.lineAt({ stream: 'nope', offset: 0, length: 1 })).toBeUndefined();
  });
  it('of 50,000 lines are all there', () => {
    const all = outputOf(printed(50_000).events);
    expect([all.count, all.omitted]).toEqual([50_000, 0]);
    expect(all.marked.error).toBe(51);
  });
});

it('a range of bytes in the address comes back', () => {
  for (const at of [
    { stream: 'stderr', offset: 50, length: 359 },
    { stream: 'a b', offset: 0, length: 0 },
  ])
    expect(readBytesAt(writeBytesAt(at))).toEqual(at);
  for (const text of [undefined, '', 'stderr', 'stderr:-1', ':1', 'stderr:1,x', 'stderr:1e3'])
    expect(readBytesAt(text)).toBeUndefined();
});
it('bytes and characters', () => {
  const text = 'a\u00e9\u20ac\u{1F600}\ud800z';
  expect(utf8Length(text)).toBe(14);
  expect([0, 1, 2, 3, 6, 9, 10, 13, 14, 99].map((byte) => indexOfByte(text, byte))).toEqual([
    0, 1, 1, 2, 3, 3, 5, 6, 7, 7,
  ]);
});
