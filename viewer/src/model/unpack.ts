import { decompress } from 'fzstd';
import type { Row } from '../document.ts';
import type { OutputChunk } from '../facts.ts';
import { said } from './attributes.ts';
import { base64Bytes } from './utf8.ts';

/** What one row may hold when it is unpacked: the page must not be a bomb. */
const MOST_BYTES = 64 << 20;

/** Output that the ledger holds compressed (`encoding` is `zstd`) gets its text; what cannot be unpacked stays as it is. */
export function unpack(row: Row): void {
  const { encoding, length } = said<OutputChunk>(row);
  if (encoding !== 'zstd' || typeof row.raw_base64 !== 'string') return;
  if (row.raw !== undefined) return;
  const text = textOf(row.raw_base64, length);
  if (text !== undefined) row.raw = text;
}

function textOf(base64: string, length: unknown): string | undefined {
  if (typeof length !== 'number' || !(length >= 0) || length > MOST_BYTES) return undefined;
  const packed = base64Bytes(base64);
  if (!packed) return undefined;
  try {
    const bytes = decompress(packed, new Uint8Array(length));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
