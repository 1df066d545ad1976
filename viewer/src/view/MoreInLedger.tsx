import { plural } from '../model/format.ts';
import { useClew } from '../state.ts';
import { Text } from './Text.tsx';

/** What did not fit into the document, where it would stand: so many of what, in the singular. */
export function MoreInLedger({ n, what }: { n: number | undefined; what: string }) {
  const { run } = useClew().model.value.document;
  if (n === undefined || n <= 0) return null;
  return (
    <p class="note more-in-ledger">
      … {plural(n, `more ${what}`)} {n === 1 ? 'is' : 'are'} in the ledger:{' '}
      <code>
        clew events <Text of={run.run_id} />
      </code>
    </p>
  );
}
