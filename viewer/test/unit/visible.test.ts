import { expect, it } from 'vitest';
import { occurrences, pieces, plainText } from '../../src/model/visible.ts';

const shown = (text: string, lines = false) =>
  pieces(text, lines)
    .map((piece) => piece.text)
    .join('');

it('leaves ordinary text alone, in any script', () => {
  for (const text of ['', 'plain', 'naïve — 日本語 עברית 🙂 e\u0301'])
    expect(pieces(text, false)).toEqual([{ text }]);
});

it.each([
  ['\u001b[31mred', '⟨ESC⟩[31mred'],
  ['a\u0000b', 'a⟨NUL⟩b'],
  ['\u202egnp.exe', '⟨RLO⟩gnp.exe'],
  ['a\u200bb', 'a⟨ZWSP⟩b'],
  ['\ufeffx', '⟨BOM⟩x'],
  ['a\u2028b', 'a⟨U+2028⟩b'],
  ['\ud800x', '⟨U+D800⟩x'],
  ['x\udc00', 'x⟨U+DC00⟩'],
  ['\u007f', '⟨DEL⟩'],
  ['\u0085', '⟨U+0085⟩'],
  ['\u{e0041}', '⟨U+E0041⟩'],
  ['a\nb\tc\rd', 'a⟨LF⟩b⟨HT⟩c⟨CR⟩d'],
])('writes out %j', (text, expected) => {
  expect(shown(text)).toBe(expected);
  expect(shown(text), 'and a second time').toBe(expected);
});

it('keeps line feeds and tabs where lines are shown, but not carriage returns', () =>
  expect(shown('a\nb\tc\rd', true)).toBe('a\nb\tc⟨CR⟩d'));
it('says which character it was', () =>
  expect(pieces('\u202e', false)[0]).toEqual({ text: '⟨RLO⟩', code: 'U+202E' }));
it('shortens for tooltips', () => expect(plainText('abc\u0000def', 4)).toBe('abc⟨NUL⟩…'));

it('finds terms caseless, in order, without overlap', () => {
  expect(occurrences('Foo food FOO', ['foo'])).toEqual([
    [0, 3],
    [4, 7],
    [9, 12],
  ]);
  expect(occurrences('abcabc', ['bc', 'abc'])).toEqual([
    [0, 3],
    [3, 6],
  ]);
  expect(occurrences('İx', ['x'])).toEqual([]);
  expect(occurrences('aaaa', ['a'], 2)).toHaveLength(2);
});
