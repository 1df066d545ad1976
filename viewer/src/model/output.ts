import type { Json, Row } from '../document.ts';
import type { AnyEvent, LogLine, OutputChunk } from '../facts.ts';
import { said } from './attributes.ts';
import type { BytesAt } from './place.ts';
import { base64Bytes, utf8Length } from './utf8.ts';

/** `hole`: bytes of which the document knows only that they were there. */
export type Mark = 'none' | 'event' | 'known' | 'unknown' | 'warn' | 'error' | 'hole';

/** How much a line matters, least first. */
const MARKS: readonly Mark[] = ['none', 'event', 'known', 'unknown', 'warn', 'error', 'hole'];
const HOLE = MARKS.indexOf('hole');

/** Lines beyond this have no place in a browser's scroll area; the view says so. */
export const MOST_LINES = 1_500_000;

/**
 * What a command printed, line by line in the order of the ledger. Lines are not objects: a page may hold a
 * million of them, so each is a place in the chunk that it begins in.
 */
export interface Output {
  streams: readonly string[];
  count: number;
  /** Lines that were left out because there are more than [MOST_LINES]. */
  omitted: number;
  bytes: number;
  /** Of each line. */
  stream: Uint8Array;
  offset: Float64Array;
  length: Float64Array;
  mark: Uint8Array;
  marked: { readonly [mark in Mark]: number };
  text(line: number): string;
  /** The chunk that it begins in. */
  chunkRow(line: number): number;
  /** The event of the line, if it has one. */
  eventRow(line: number): number | undefined;
  /** The line of a stream that holds the byte. */
  lineAt(at: BytesAt): number | undefined;
  /** Whether the line touches the range. */
  touches(line: number, at: BytesAt): boolean;
}

export function markName(mark: number): Mark {
  return MARKS[mark] ?? 'none';
}

interface Chunk {
  row: number;
  stream: number;
  offset: number;
  length: number;
  text?: string;
  bytes?: Uint8Array;
}

interface Pending {
  line: number;
  parts: string[];
  bytes: number;
}

const LINE_FEED = 10;

export function outputOf(events: readonly Row[]): Output {
  const streams: string[] = [];
  const chunks = chunksOf(events, streams);
  const lines = new Lines();
  const pending: (Pending | undefined)[] = [];
  const next: number[] = [];
  let total = 0;
  for (const [at, chunk] of chunks.entries()) {
    total += chunk.length;
    const expected = next[chunk.stream] ?? 0;
    if (chunk.offset > expected) lines.hole(at, chunk.stream, expected, chunk.offset - expected);
    if (chunk.offset !== expected) pending[chunk.stream] = undefined;
    next[chunk.stream] = chunk.offset + chunk.length;
    if (chunk.text !== undefined) splitText(chunk.text, chunk, at, lines, pending);
    else if (chunk.bytes) splitBytes(chunk.bytes, chunk, at, lines, pending);
    else lines.hole(at, chunk.stream, chunk.offset, chunk.length);
  }
  return lines.output(events, chunks, streams, total);
}

/** In the order of the ledger, but each stream in its own. */
function chunksOf(events: readonly Row[], streams: string[]): Chunk[] {
  const found: Chunk[] = [];
  for (const [at, row] of events.entries()) {
    if (row.event.kind !== 'stdout_chunk' || row.verdict !== 'accepted') continue;
    const about = said<OutputChunk>(row);
    const name = typeof about.stream === 'string' ? about.stream : 'stdout';
    let stream = streams.indexOf(name);
    if (stream < 0) {
      if (streams.length > 250) continue;
      stream = streams.push(name) - 1;
    }
    const bytes =
      row.raw === undefined && row.raw_base64 !== undefined
        ? base64Bytes(row.raw_base64)
        : undefined;
    const offset = whole(about.offset) ?? 0;
    found.push({
      row: at,
      stream,
      offset,
      length: whole(about.length) ?? bytes?.length ?? 0,
      ...(row.raw === undefined ? {} : { text: row.raw }),
      ...(bytes ? { bytes } : {}),
    });
  }
  const sorted = streams.map((_, stream) =>
    found.filter((chunk) => chunk.stream === stream).sort((a, b) => a.offset - b.offset),
  );
  const taken = streams.map(() => 0);
  return found.map(({ stream }) => sorted[stream]![taken[stream]!++]!);
}

function splitText(
  text: string,
  chunk: Chunk,
  at: number,
  lines: Lines,
  pending: (Pending | undefined)[],
): void {
  let from = 0;
  let offset = chunk.offset;
  while (from < text.length) {
    const feed = text.indexOf('\n', from);
    const to = feed < 0 ? text.length : feed;
    const size = utf8Length(text, from, to) + (feed < 0 ? 0 : 1);
    const before = pending[chunk.stream];
    if (before) {
      before.parts.push(text.slice(from, to));
      before.bytes += size;
      lines.extend(before, feed >= 0);
      if (feed >= 0) pending[chunk.stream] = undefined;
    } else {
      const line = lines.add(at, chunk.stream, offset, size, from, to);
      if (feed < 0) pending[chunk.stream] = { line, parts: [text.slice(from)], bytes: size };
    }
    offset += size;
    from = to + 1;
  }
}

/** Bytes that are no UTF-8: what cannot be read is shown as U+FFFD, and the offsets stay those of the bytes. */
function splitBytes(
  bytes: Uint8Array,
  chunk: Chunk,
  at: number,
  lines: Lines,
  pending: (Pending | undefined)[],
): void {
  const decoder = new TextDecoder();
  let from = 0;
  while (from < bytes.length) {
    const feed = bytes.indexOf(LINE_FEED, from);
    const to = feed < 0 ? bytes.length : feed;
    const size = to - from + (feed < 0 ? 0 : 1);
    const text = decoder.decode(bytes.subarray(from, to));
    const before = pending[chunk.stream];
    if (before) {
      before.parts.push(text);
      before.bytes += size;
      lines.extend(before, feed >= 0);
      if (feed >= 0) pending[chunk.stream] = undefined;
    } else {
      const line = lines.add(at, chunk.stream, chunk.offset + from, size, 0, 0);
      const open: Pending = { line, parts: [text], bytes: size };
      lines.extend(open, feed >= 0);
      if (feed < 0) pending[chunk.stream] = open;
    }
    from = to + 1;
  }
}

/** Columns that grow. */
class Lines {
  count = 0;
  omitted = 0;
  private room = 1024;
  private stream = new Uint8Array(this.room);
  private offset = new Float64Array(this.room);
  private length = new Float64Array(this.room);
  private chunk = new Uint32Array(this.room);
  private from = new Uint32Array(this.room);
  private to = new Uint32Array(this.room);
  private readonly joined = new Map<number, string>();
  private readonly holes: number[] = [];

  add(
    chunk: number,
    stream: number,
    offset: number,
    length: number,
    from: number,
    to: number,
  ): number {
    if (this.count >= MOST_LINES) {
      this.omitted++;
      return -1;
    }
    if (this.count === this.room) this.grow();
    const line = this.count++;
    this.stream[line] = stream;
    this.offset[line] = offset;
    this.length[line] = length;
    this.chunk[line] = chunk;
    this.from[line] = from;
    this.to[line] = to;
    return line;
  }

  hole(chunk: number, stream: number, offset: number, length: number): void {
    const line = this.add(chunk, stream, offset, length, 0, 0);
    if (line >= 0) this.holes.push(line);
  }

  /** A line whose text is not one piece of one chunk. */
  extend(of: Pending, complete: boolean): void {
    if (of.line < 0) return;
    this.length[of.line] = of.bytes;
    if (complete || of.parts.length < 3) this.joined.set(of.line, of.parts.join(''));
    else this.joined.set(of.line, (of.parts = [of.parts.join('')])[0]!);
  }

  private grow(): void {
    this.room *= 2;
    const larger = <T extends Uint8Array | Uint32Array | Float64Array>(old: T, next: T): T => (
      next.set(old as never),
      next
    );
    this.stream = larger(this.stream, new Uint8Array(this.room));
    this.offset = larger(this.offset, new Float64Array(this.room));
    this.length = larger(this.length, new Float64Array(this.room));
    this.chunk = larger(this.chunk, new Uint32Array(this.room));
    this.from = larger(this.from, new Uint32Array(this.room));
    this.to = larger(this.to, new Uint32Array(this.room));
  }

  output(
    events: readonly Row[],
    chunks: readonly Chunk[],
    streams: readonly string[],
    bytes: number,
  ): Output {
    const { count, stream, offset, length, chunk, from, to, joined } = this;
    const ofStream: number[][] = streams.map(() => []);
    for (let line = 0; line < count; line++) ofStream[stream[line]!]!.push(line);
    for (const lines of ofStream) lines.sort((a, b) => offset[a]! - offset[b]!);
    const linesOf = (name: string): readonly number[] => ofStream[streams.indexOf(name)] ?? [];
    const mark = new Uint8Array(count);
    const event = new Uint32Array(count);
    for (const line of this.holes) mark[line] = HOLE;
    for (const [at, row] of events.entries()) {
      const place = printedAt(row);
      if (!place || row.event.kind === 'stdout_chunk') continue;
      const lines = linesOf(place.stream);
      const weight = MARKS.indexOf(markOf(row));
      const end = place.offset + Math.max(1, place.length);
      for (
        let i = Math.max(0, holding(lines, offset, place.offset));
        i < lines.length && offset[lines[i]!]! < end;
        i++
      ) {
        const line = lines[i]!;
        if (weight < mark[line]! || offset[line]! + length[line]! <= place.offset) continue;
        mark[line] = weight;
        event[line] = at + 1;
      }
    }
    const marked: Record<Mark, number> = {
      none: 0,
      event: 0,
      known: 0,
      unknown: 0,
      warn: 0,
      error: 0,
      hole: 0,
    };
    for (let line = 0; line < count; line++) marked[markName(mark[line]!)]++;
    return {
      streams,
      count,
      omitted: this.omitted,
      bytes,
      stream,
      offset,
      length,
      mark,
      marked,
      lineAt(at) {
        const lines = linesOf(at.stream);
        const line = lines[holding(lines, offset, at.offset)];
        return line === undefined || at.offset >= offset[line]! + length[line]! ? undefined : line;
      },
      text(line) {
        const whole =
          joined.get(line) ?? chunks[chunk[line]!]?.text?.slice(from[line]!, to[line]!) ?? '';
        return whole.endsWith('\r') ? whole.slice(0, -1) : whole;
      },
      chunkRow: (line) => events[chunks[chunk[line]!]!.row]!.offset,
      eventRow: (line) => (event[line] ? events[event[line]! - 1]!.offset : undefined),
      touches: (line, at) =>
        streams[stream[line]!] === at.stream &&
        offset[line]! < at.offset + Math.max(1, at.length) &&
        offset[line]! + length[line]! > at.offset,
    };
  }
}

/** Of lines in the order of their bytes, the index of the last that begins at or before the byte; -1 for none. */
function holding(lines: readonly number[], offset: Float64Array, byte: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (offset[lines[middle]!]! <= byte) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The bytes that a row is about, if it is about any. */
export function printedAt(row: Row): BytesAt | undefined {
  const about = said<AnyEvent>(row);
  const offset = whole(about.offset);
  if (typeof about.stream !== 'string' || offset === undefined) return undefined;
  return { stream: about.stream, offset, length: whole(about.length) ?? 0 };
}

function markOf(row: Row): Mark {
  const { kind, severity } = row.event;
  if (kind === 'error' || severity === 'error' || severity === 'fatal') return 'error';
  if (severity === 'warn') return 'warn';
  if (kind !== 'log') return 'event';
  const { rule } = said<LogLine>(row);
  return typeof rule === 'string' && rule.includes('@') ? 'known' : 'unknown';
}

function whole(value: Json | undefined): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** Nothing, or nothing yet. */
export const NO_OUTPUT: Output = outputOf([]);
