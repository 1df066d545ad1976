import type { Decision, Json, Stage } from '../document.ts';
import { LongText } from './LongText.tsx';
import { RawJson } from './RawJson.tsx';
import { RowLink } from './StageLink.tsx';
import { Value } from './Value.tsx';

/** Why the stage ran or did not: every expression with what each of its parts came to. */
export function Decisions({ stage }: { stage: Stage }) {
  if (stage.decisions.length === 0) return <p class="empty">Nothing was decided about this stage: it has no condition.</p>;
  return (
    <>
      {stage.decisions.map((decision) => (
        <section class="decision">
          <h3><LongText of={decision.purpose} most={60} /> is <Result of={decision.result} /> <span class="muted">so</span> <LongText of={decision.chosen} most={80} /> <RowLink row={decision.row} /></h3>
          <pre class="expression"><LongText of={decision.expression} most={2000} lines /></pre>
          <ul class="tree" role="tree" aria-label="How it came to that"><Branch node={decision.tree} depth={0} /></ul>
          <p class="muted explanation"><LongText of={decision.explanation} most={1000} /></p>
          <RawJson of={decision} label="Decision as JSON" />
        </section>
      ))}
    </>
  );
}

export function DecisionLine({ decision }: { decision: Decision }) {
  return (
    <section class="decision-line">
      <h3><LongText of={decision.purpose} most={60} /> is <Result of={decision.result} /></h3>
      <ul class="tree" role="tree" aria-label="How it came to that"><Branch node={decision.tree} depth={0} /></ul>
    </section>
  );
}

function Branch({ node, depth }: { node: { [name: string]: Json }; depth: number }) {
  const operands = Array.isArray(node['operands']) ? node['operands'].filter(isNode) : [];
  const evaluated = node['evaluated'] !== false;
  const source = text(node['source']);
  const operator = text(node['operator']);
  const token = text(node['token']);
  const boolean = typeof node['result'] === 'boolean';
  const literal = operator === '' && token === '' && operands.length === 0 && source === JSON.stringify(node['value']);
  return (
    <li role="treeitem" class={evaluated ? '' : 'not-evaluated'}>
      <div class="branch">
        {operator !== '' && <b class="operator"><LongText of={operator} most={20} /></b>}
        <code class="source"><LongText of={source} most={300} /></code>
        {!evaluated ? (
          <span class="chip" title="The result was known before this was looked at">not evaluated</span>
        ) : (
          !literal && <><span aria-hidden="true"> → </span>{boolean ? <Result of={node['result'] === true} /> : <Value of={node['value'] ?? node['result']} missing={missing(node['missing'])} brief />}</>
        )}
      </div>
      {operands.length > 0 && (depth < 40 ? <ul role="group">{operands.map((operand) => <Branch node={operand} depth={depth + 1} />)}</ul> : <RawJson of={operands} label="deeper operands" />)}
    </li>
  );
}

function Result({ of }: { of: boolean }) {
  return <b class={`result ${of ? 'is-true' : 'is-false'}`}>{of ? 'true' : 'false'}</b>;
}

function isNode(value: Json): value is { [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: Json | undefined): string {
  return value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}

function missing(value: Json | undefined): { code: string; reason: string } | undefined {
  if (value === undefined || value === null) return undefined;
  if (isNode(value)) return { code: text(value['code']), reason: text(value['reason']) };
  return { code: '', reason: text(value) };
}
