import { usePage } from '../page.ts';
import { occurrences, pieces } from '../model/visible.ts';

/**
 * Text that somebody else wrote. What cannot be seen is written out, what is searched for is marked, and its
 * direction stays its own affair. Everything from a document goes through here.
 */
export function Text({ of, lines = false }: { of: string; lines?: boolean }) {
  const terms = usePage().terms.value;
  return (
    <bdi>
      {pieces(of, lines).map((piece) =>
        piece.code === undefined ? (
          marked(piece.text, terms)
        ) : (
          <span class="unseen" title={piece.code}>
            {piece.text}
          </span>
        ),
      )}
    </bdi>
  );
}

function marked(text: string, terms: readonly string[]) {
  const found = terms.length > 0 ? occurrences(text, terms) : [];
  if (found.length === 0) return text;
  const parts = [];
  let from = 0;
  for (const [start, end] of found) {
    parts.push(text.slice(from, start), <mark>{text.slice(start, end)}</mark>);
    from = end;
  }
  parts.push(text.slice(from));
  return parts;
}
