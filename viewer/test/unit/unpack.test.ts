import { describe, expect, it } from 'vitest';
import type { Row } from '../../src/document.ts';
import { unpack } from '../../src/model/unpack.ts';

/** `printf 'one line\\n%.0s' $(seq 40) | zstd | base64` */
const PACKED = 'KLUv/QRYhQAASG9uZSBsaW5lCgEAXFTLEQY5gv4=';

function row(attributes: Record<string, number | string>, raw_base64: string): Row {
  return {
    offset: 0,
    received_at: '',
    verdict: 'accepted',
    event_digest: '',
    chain: '',
    event: { attributes } as unknown as Row['event'],
    raw_base64,
  };
}

describe('unpack', () => {
  it('gives compressed output its text', () => {
    const one = row({ encoding: 'zstd', length: 360 }, PACKED);
    unpack(one);
    expect(one.raw).toBe('one line\n'.repeat(40));
  });

  it('leaves alone what is not compressed, damaged, or says another size', () => {
    const rows = [
      row({ length: 360 }, PACKED),
      row({ encoding: 'zstd', length: 360 }, PACKED.slice(8)),
      row({ encoding: 'zstd', length: 2 ** 40 }, PACKED),
      row({ encoding: 'zstd' }, PACKED),
      row({ encoding: 'zstd', length: 4 }, 'AAAA'),
    ];
    rows.forEach(unpack);
    expect(rows.map(({ raw }) => raw)).toEqual(rows.map(() => undefined));
  });
});
