import { useState } from 'preact/hooks';
import type { Claim } from '../document.ts';
import { plural } from '../model/format.ts';
import { plainText } from '../model/visible.ts';
import { useClew } from '../state.ts';
import { LongText } from './LongText.tsx';
import { MoreInLedger } from './MoreInLedger.tsx';
import { Refs } from './Refs.tsx';

const SIDES: readonly [string, string, string][] = [
  ['for', '✓', 'speaks for it'],
  ['absent', '∅', 'was due and is not there'],
  ['against', '✗', 'speaks against it'],
  ['same', '=', 'as in the attempt before'],
];
const FEW = 6;

/** What supports the dossier: every sentence with what it stands on, and what was considered and ruled out. */
export function Why() {
  const { blocker, dossier, left_out: leftOut } = useClew().model.value.document;
  const claims: Claim[] =
    dossier?.claims ??
    blocker?.evidence.map((one) => ({ side: 'for', claim: one.claim, refs: [{ row: one.row }] })) ??
    [];
  const quote = blocker?.quote;
  return (
    <section class="why" aria-label="Why">
      <h3>
        Why <Counted claims={claims} />
      </h3>
      {quote && (
        <dl class="quote" title={`Quoted from the answer, by rule ${plainText(quote.rule, 80)}`}>
          {quote.code !== undefined && <Field name="code" value={quote.code} strong />}
          {quote.message !== undefined && <Field name="message" value={quote.message} strong />}
          {quote.fields.map((field) => (
            <Field name={field.name} value={field.value} />
          ))}
        </dl>
      )}
      {claims.length === 0 && <p class="absent">∅ nothing in the ledger speaks for it</p>}
      {SIDES.map(([side, mark, words]) => (
        <Side
          side={side}
          mark={mark}
          words={words}
          claims={claims.filter((claim) => claim.side === side)}
        />
      ))}
      <Side
        side="other"
        mark="?"
        words="of a kind that this page does not know"
        claims={claims.filter((claim) => !SIDES.some(([side]) => side === claim.side))}
      />
      <MoreInLedger n={leftOut?.claims} what="claim" />
      {dossier && dossier.cause_chain.length > 0 && <CauseChain of={dossier.cause_chain} />}
      {dossier && dossier.ruled_out.length > 0 && <RuledOut of={dossier.ruled_out} />}
    </section>
  );
}

/** `3 ✓ 1 ∅` */
function Counted({ claims }: { claims: readonly Claim[] }) {
  return (
    <span class="counted">
      {SIDES.map(([side, mark, words]) => {
        const n = claims.filter((claim) => claim.side === side).length;
        return (
          n > 0 && (
            <span class={`side-${side}`} title={`${n} ${words}`}>
              {n} {mark}
            </span>
          )
        );
      })}
    </span>
  );
}

function Side({
  side,
  mark,
  words,
  claims,
}: {
  side: string;
  mark: string;
  words: string;
  claims: readonly Claim[];
}) {
  const { printing } = useClew();
  const [all, setAll] = useState(false);
  if (claims.length === 0) return null;
  const shown = all || printing.value ? claims.slice(0, 500) : claims.slice(0, FEW);
  return (
    <ul class={`claims side-${side}`} aria-label={`${side}: ${words}`}>
      {shown.map((claim) => (
        <li>
          <span class="side" title={words}>
            <span aria-hidden="true">{mark}</span> {side}
          </span>
          <span>
            <LongText of={claim.claim} most={220} />
            <Refs of={claim.refs} />
          </span>
        </li>
      ))}
      {shown.length < claims.length && (
        <li>
          <span class="side" />
          <button type="button" class="more" onClick={() => setAll(true)}>
            {plural(claims.length - shown.length, 'more claim')}
          </button>
        </li>
      )}
    </ul>
  );
}

function CauseChain({ of }: { of: readonly string[] }) {
  const last = of.length - 1;
  return (
    <ol class="cause-chain" aria-label="From the outermost failure to the deepest cause">
      {of.slice(0, 30).map((one, i) => (
        <li class={i === last ? 'deepest' : ''}>
          <span class="muted">{i === 0 ? 'failed' : 'because'}</span>{' '}
          <LongText of={one} most={200} />
        </li>
      ))}
    </ol>
  );
}

function RuledOut({ of }: { of: readonly { rule: string; why: string }[] }) {
  const { printing } = useClew();
  return (
    <details class="ruled-out" open={printing.value}>
      <summary>{plural(of.length, 'rule')} ruled out</summary>
      <ul>
        {of.slice(0, 200).map((one) => (
          <li>
            <code>
              <LongText of={one.rule} most={80} />
            </code>{' '}
            <span class="muted">
              <LongText of={one.why} most={200} />
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Field({ name, value, strong = false }: { name: string; value: string; strong?: boolean }) {
  return (
    <div>
      <dt>
        <LongText of={name} most={60} />
      </dt>
      <dd class={strong ? 'strong' : ''}>
        <LongText of={value} most={240} />
      </dd>
    </div>
  );
}
