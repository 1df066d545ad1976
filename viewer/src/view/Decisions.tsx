import type { Decision, Json, Stage } from '../document.ts';
import { plainText } from '../model/visible.ts';
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
          <ul class="tree" aria-label="How it came to that"><Branch node={decision.tree} depth={0} /></ul>
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
      <ul class="tree" aria-label="How it came to that"><Branch node={decision.tree} depth={0} /></ul>
    </section>
  );
}

/**
 * One part of an expression. A comparison is shown with its operands' values put in, `402 == 200`; where the
 * values came from stands below it.
 */
function Branch({ node, depth }: { node: { [name: string]: Json }; depth: number }) {
  const operands = Array.isArray(node['operands']) ? node['operands'].filter(isNode) : [];
  const evaluated = node['evaluated'] !== false;
  const operator = text(node['operator']);
  const compares = operands.length > 0 && operands.every((operand) => !Array.isArray(operand['operands']));
  const told = compares ? operands.filter((operand) => text(operand['source']) !== JSON.stringify(valueOf(operand))) : operands;
  return (
    <li class={evaluated ? '' : 'not-evaluated'}>
      <div class="branch">
        {operands.length === 0 && <code class="source"><LongText of={text(node['source'])} most={300} /></code>}
        {compares && <code class="source">{evaluated ? <Filled operator={operator} operands={operands} /> : <LongText of={text(node['source'])} most={300} />}</code>}
        {operands.length > 0 && !compares && <b class="operator" title={plainText(text(node['source']), 1000)}><LongText of={WORDS[operator] ?? operator} most={30} /></b>}
        {!evaluated ? (
          <span class="chip" title="The result was known before this was looked at">not evaluated</span>
        ) : (
          <><span aria-hidden="true">→</span> {typeof node['result'] === 'boolean' ? <Result of={node['result']} /> : <Value of={valueOf(node)} missing={missing(node['missing'])} brief />}</>
        )}
      </div>
      {evaluated && told.length > 0 && (depth < 40 ? <ul>{told.map((operand) => <Branch node={operand} depth={depth + 1} />)}</ul> : <RawJson of={told} label="deeper operands" />)}
    </li>
  );
}

const WORDS: { readonly [operator: string]: string | undefined } = Object.assign(Object.create(null), { '||': 'any of  ||', '&&': 'all of  &&', '!': 'not  !' });

function Filled({ operator, operands }: { operator: string; operands: { [name: string]: Json }[] }) {
  const values = operands.map((operand) => <LongText of={JSON.stringify(valueOf(operand)) ?? 'null'} most={120} />);
  if (values.length === 1) return <>{operator} {values[0]}</>;
  return <>{values.map((value, i) => <>{i > 0 && <b class="operator"> {operator} </b>}{value}</>)}</>;
}

function valueOf(node: { [name: string]: Json }): Json {
  return node['value'] ?? node['result'] ?? null;
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
