/**
 * Many texts one below the other, in lower case, so that all of them are searched at once and
 * without looking at what they are of.
 */
export class Shelf {
  readonly count: number;
  private readonly text: string;
  private readonly starts: Uint32Array;

  constructor(texts: readonly string[]) {
    this.count = texts.length;
    this.starts = new Uint32Array(texts.length + 1);
    const lines = texts.map((text) => text.toLowerCase().replaceAll('\n', ' '));
    lines.forEach((line, i) => (this.starts[i + 1] = this.starts[i]! + line.length + 1));
    this.text = lines.join('\n');
  }

  /** The texts that hold all the terms, which are in lower case. */
  holding(terms: readonly string[]): number[] {
    const [rarest, ...others] = [...terms].sort((a, b) => b.length - a.length);
    const found: number[] = [];
    if (rarest === undefined) return found;
    for (let at = this.text.indexOf(rarest); at >= 0;) {
      const line = this.lineAt(at);
      const next = this.starts[line + 1]!;
      // A term with a line end would reach into the next text.
      if (at + rarest.length < next && this.hasAll(line, others)) found.push(line);
      at = this.text.indexOf(rarest, next);
    }
    return found;
  }

  private hasAll(line: number, terms: readonly string[]): boolean {
    if (terms.length === 0) return true;
    const text = this.text.slice(this.starts[line], this.starts[line + 1]! - 1);
    return terms.every((term) => text.includes(term));
  }

  private lineAt(at: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.starts[middle]! <= at) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
