import type { Decision, Json, Stage } from '../document.ts';
import { partOf, partsOf, text, type Said } from '../model/attributes.ts';
import { plainText } from '../model/visible.ts';
import { LongText } from './LongText.tsx';
import { RawJson } from './RawJson.tsx';
import { RowLink, StageLink } from './StageLink.tsx';
import { Value } from './Value.tsx';

/** A node of the tree of an expression; its names are not in the vocabulary. */
type Node = Said<{ [name: string]: Json }>;

/** Why the stage ran or did not: every expression with what each of its parts came to. */
export function Decisions({ stage }: { stage: Stage }) {
  if (stage.decisions.length === 0)
    return <p class="empty">Nothing was decided about this stage: it has no condition.</p>;
  return (
    <>
      {stage.decisions.map((decision) => (
        <section class="decision">
          <h3>
            <Outcome of={decision} />
            {!isJump(decision) && (
              <>
                {' '}
                <span class="muted">so</span> <LongText of={decision.chosen} most={80} />
              </>
            )}{' '}
            <RowLink row={decision.row} />
          </h3>
          <pre class="expression">
            <LongText of={decision.expression} most={2000} lines />
          </pre>
          <ul class="tree" aria-label="How it came to that">
            <Branch node={decision.tree} depth={0} />
          </ul>
          <p class="muted explanation">
            <LongText of={decision.explanation} most={1000} />
          </p>
          <RawJson of={decision} label="Decision as JSON" />
        </section>
      ))}
    </>
  );
}

export function DecisionLine({ decision }: { decision: Decision }) {
  return (
    <section class="decision-line">
      <h3>
        <Outcome of={decision} />
      </h3>
      <ul class="tree" aria-label="How it came to that">
        <Branch node={decision.tree} depth={0} />
      </ul>
    </section>
  );
}

/**
 * One part of an expression. A comparison is shown with its operands' values put in, `402 == 200`; where the
 * values came from stands below it.
 */
function Branch({ node, depth }: { node: Node; depth: number }) {
  const operands = operandsOf(node);
  const evaluated = node['evaluated'] !== false;
  const operator = text(node['operator']);
  const logical = LOGICAL.get(operator);
  const leaf = isLeaf(node);
  const told = logical !== undefined ? operands : operands.filter((operand) => !isLiteral(operand));
  const origin = partOf<Node>(node['origin']);
  return (
    <li class={evaluated ? '' : 'not-evaluated'}>
      <div class="branch">
        {logical !== undefined && evaluated ? (
          <b class="operator" title={plainText(text(node['source']), 1000)}>
            {logical}
          </b>
        ) : (
          <code class="source">
            {leaf || !evaluated ? (
              <LongText of={text(node['source'])} most={300} />
            ) : (
              <Filled operator={operator} operands={operands} />
            )}
          </code>
        )}
        {!evaluated ? (
          <span class="chip" title="The result was known before this was looked at">
            not evaluated
          </span>
        ) : (
          <>
            <span aria-hidden="true">→</span>{' '}
            {typeof node['result'] === 'boolean' ? (
              <Result of={node['result']} />
            ) : (
              <Value of={valueOf(node)} missing={missing(node['missing'])} brief />
            )}
          </>
        )}
        {origin && text(origin['stage']) !== '' && <StageLink path={text(origin['stage'])} icon />}
      </div>
      {evaluated &&
        told.length > 0 &&
        (depth < 40 ? (
          <ul>
            {told.map((operand) => (
              <Branch node={operand} depth={depth + 1} />
            ))}
          </ul>
        ) : (
          <RawJson of={told} label="deeper operands" />
        ))}
    </li>
  );
}

const LOGICAL = new Map([
  ['||', 'any of  ||'],
  ['&&', 'all of  &&'],
  ['!', 'not  !'],
]);
const LEAVES = new Set(['', 'token', 'literal', 'list']);

function isJump(decision: Decision): boolean {
  return decision.purpose === 'jump' && decision.result;
}

/** `run_if is false`, `jump: went on at endStage`. */
function Outcome({ of }: { of: Decision }) {
  return isJump(of) ? (
    <>
      jump: went on at <StageLink path={of.chosen} icon />
    </>
  ) : (
    <>
      <LongText of={of.purpose} most={60} /> is <Result of={of.result} />
    </>
  );
}

function isLeaf(node: Node): boolean {
  return LEAVES.has(text(node['operator']));
}

function isLiteral(node: Node): boolean {
  return (
    isLeaf(node) &&
    operandsOf(node).every(isLiteral) &&
    node['template'] === undefined &&
    node['origin'] === undefined &&
    node['missing'] === undefined
  );
}

function operandsOf(node: Node): Node[] {
  return partsOf<Node>(node['operands']);
}

/** `402 == 200`, `exists(null)`, `1 in [1, 2]`. */
function Filled({ operator, operands }: { operator: string; operands: Node[] }) {
  const values = operands.map((operand) => <LongText of={filled(operand)} most={120} />);
  if (values.length !== 2)
    return (
      <>
        <b class="operator">{plainText(operator, 60)}</b>(
        {values.map((value, i) => (
          <>
            {i > 0 && ', '}
            {value}
          </>
        ))}
        )
      </>
    );
  return (
    <>
      {values[0]}
      <b class="operator"> {plainText(operator, 60)} </b>
      {values[1]}
    </>
  );
}

function filled(node: Node): string {
  if (node['evaluated'] === false || isLiteral(node)) return text(node['source']);
  return node['missing'] === undefined ? JSON.stringify(valueOf(node)) : 'missing';
}

function valueOf(node: Node): Json {
  return node['value'] ?? node['result'] ?? null;
}

function Result({ of }: { of: boolean }) {
  return <b class={`result ${of ? 'is-true' : 'is-false'}`}>{of ? 'true' : 'false'}</b>;
}

function missing(value: Json | undefined): { code: string; reason: string } | undefined {
  if (value === undefined || value === null) return undefined;
  const told = partOf<Node>(value);
  return told
    ? { code: text(told['code']), reason: text(told['reason']) }
    : { code: '', reason: text(value) };
}
