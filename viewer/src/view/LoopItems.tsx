import { count } from '../model/format.ts';
import { tallyWords } from '../model/rows.ts';
import { isProblem, type TreeNode } from '../model/tree.ts';
import { StageLink } from './StageLink.tsx';
import { Value } from './Value.tsx';
import { StatusIcon } from './StatusIcon.tsx';
import { LongText } from './LongText.tsx';

const MOST_KINDS = 8;
const MOST_LINKS = 6;

/** How the items of a loop ended, what they were given first, and what those with problems have in common. */
export function LoopItems({ node }: { node: TreeNode }) {
  const alike = new Map<string, TreeNode[]>();
  for (const child of node.children) {
    const { status, headline, error } = child.stage;
    if (!isProblem(status)) continue;
    const key = error ? `${error.code}: ${error.message}` : headline;
    const found = alike.get(key);
    if (found) found.push(child);
    else alike.set(key, [child]);
  }
  const kinds = [...alike].sort(([, a], [, b]) => b.length - a.length);
  return (
    <section class="checks">
      <h3>Items</h3>
      <p class="counts">
        {tallyWords(node.tally).map(({ status, n, word }) => (
          <span class="count">
            <StatusIcon status={status} size={12} />
            <b>{count(n)}</b> {word}
          </span>
        ))}
      </p>
      <ul>
        {kinds.slice(0, MOST_KINDS).map(([why, nodes]) => (
          <li>
            <b>{count(nodes.length)} ×</b> <LongText of={why} most={200} lines />
            <p>
              {nodes.slice(0, MOST_LINKS).map(({ stage }) => (
                <span class="loop-item">
                  <StageLink path={stage.path} icon />{' '}
                  {stage.inputs[0] && <Value of={stage.inputs[0].value} brief />}{' '}
                </span>
              ))}
              {nodes.length > MOST_LINKS && (
                <span class="muted">and {count(nodes.length - MOST_LINKS)} more</span>
              )}
            </p>
          </li>
        ))}
      </ul>
      {kinds.length > MOST_KINDS && (
        <p class="note">{count(kinds.length - MOST_KINDS)} more kinds of failure.</p>
      )}
    </section>
  );
}
