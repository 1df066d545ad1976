import { expect, it } from 'vitest';
import type { Decision, Json } from '../../src/document.ts';
import { challenged, good } from '../../fixtures/onboarding.mjs';
import { remove, render } from '../../src/render.tsx';
import { EmbeddedDocument } from '../../src/source/embedded.ts';

type Node = { [name: string]: Json };

async function shown(tree: Node, of = challenged('with')): Promise<string[]> {
  const decision: Decision = {
    purpose: 'runIf',
    expression: 'x',
    explanation: 'x',
    result: false,
    chosen: 'skip',
    tree,
    row: 1,
  };
  of.stages[0]!.decisions = [decision];
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  const state = render(EmbeddedDocument.of(of), root);
  state.go({ stage: of.stages[0]!.path, tab: 'decisions' }, true);
  await new Promise((done) => setTimeout(done, 30));
  const lines = [...root.querySelectorAll('.branch')].map((line) =>
    (line.textContent ?? '').replace(/\s+/g, ' '),
  );
  remove(root);
  return lines;
}
const token = (value: Json, more: Node = {}): Node => ({
  operator: 'token',
  source: '{{a}}',
  template: '{{a}}',
  evaluated: true,
  value,
  result: value,
  ...more,
});
const literal = (source: string, value: Json): Node => ({
  operator: 'literal',
  source,
  evaluated: true,
  result: value,
});
const skipped: Node = { operator: 'token', source: '{{b}}', evaluated: false };

it('a comparison has its values put in, and says where they came from', async () => {
  expect(
    await shown({
      operator: '==',
      source: '{{a}} == 200',
      evaluated: true,
      result: false,
      operands: [token(402), literal('200', 200)],
    }),
  ).toEqual(['402 == 200→ false', '{{a}}→ 402']);
});
it('what was short-circuited is said, not guessed', async () => {
  expect(
    await shown({
      operator: '||',
      source: '{{a}} || {{b}}',
      evaluated: true,
      result: true,
      operands: [token(true), skipped],
    }),
  ).toEqual(['any of ||→ true', '{{a}}→ true', '{{b}}not evaluated']);
});
it('what is missing is not null', async () => {
  expect(
    await shown({
      operator: '==',
      source: '{{a}} == 1',
      evaluated: true,
      result: false,
      operands: [
        token(null, {
          missing: { code: 'input_not_supplied', reason: 'input a was not supplied' },
        }),
        literal('1', 1),
      ],
    }),
  ).toEqual(['missing == 1→ false', '{{a}}→ nullbecause input a was not supplied ']);
});
it('functions, lists and quoted words', async () => {
  expect(
    await shown({
      operator: 'exists',
      source: 'exists({{a}})',
      evaluated: true,
      result: true,
      operands: [token('v')],
    }),
  ).toEqual(['exists("v")→ true', '{{a}}→ v']);
  expect(
    await shown({
      operator: 'in',
      source: "{{a}} in ['x', 'y']",
      evaluated: true,
      result: true,
      operands: [
        token('x'),
        {
          operator: 'list',
          source: "['x', 'y']",
          evaluated: true,
          result: ['x', 'y'],
          operands: [literal("'x'", 'x'), literal("'y'", 'y')],
        },
      ],
    }),
  ).toEqual(["\"x\" in ['x', 'y']→ true", '{{a}}→ x']);
});
it('an unknown shape does not break the page', async () => {
  expect(await shown({ operands: 'no', source: { a: 1 } }, good())).toHaveLength(1);
  expect(await shown({})).toHaveLength(1);
});
