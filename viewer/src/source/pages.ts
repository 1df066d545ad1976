/** A long list, by pages that are made when they are looked at. */
export interface Pages<T> {
  readonly count: number;
  readonly pageCount: number;
  /** The index of the first item of the page, and of the item behind its last. */
  first(page: number): number;
  /** On which page the item stands. */
  pageOf(index: number): number;
  page(page: number): readonly T[];
  /** The same for who looks once, and needs no text that is packed. */
  bare(page: number): readonly T[];
}

export function item<T>(pages: Pages<T>, index: number): T {
  const page = pages.pageOf(index);
  return pages.page(page)[index - pages.first(page)]!;
}

const PAGE_ITEMS = 256;
const PAGE_CHARACTERS = 256 << 10;
/** So many pages stay. */
const KEPT = 48;

/** Of a list that is there. */
export class ListPages<T> implements Pages<T> {
  readonly count: number;
  readonly pageCount: number;
  private readonly made: (readonly T[])[] = [];

  constructor(
    private readonly items: readonly T[],
    private readonly prepare: (item: T) => void,
  ) {
    this.count = items.length;
    this.pageCount = Math.ceil(items.length / PAGE_ITEMS);
  }

  first(page: number): number {
    return Math.min(page * PAGE_ITEMS, this.count);
  }

  pageOf(index: number): number {
    return Math.floor(index / PAGE_ITEMS);
  }

  page(page: number): readonly T[] {
    let items = this.made[page];
    if (!items) {
      items = this.made[page] = this.bare(page);
      items.forEach(this.prepare);
    }
    return items;
  }

  bare(page: number): readonly T[] {
    return this.items.slice(this.first(page), this.first(page + 1));
  }
}

/** Of a list in a JSON text. */
export class TextPages<T> implements Pages<T> {
  readonly count: number;
  readonly pageCount: number;
  private readonly starts: number[] = [];
  private readonly kept = new Map<number, readonly T[]>();

  /**
   * @param items where each item begins
   * @param to where the list ends
   * @param unreadable what stands for an item that is no JSON
   */
  constructor(
    private readonly text: string,
    private readonly items: Uint32Array,
    private readonly to: number,
    private readonly prepare: (item: T) => void,
    private readonly unreadable: (index: number, why: string) => T,
  ) {
    this.count = items.length;
    for (let i = 0, first = -Infinity; i < this.count; i++) {
      if (i - first < PAGE_ITEMS && items[i]! - items[first]! < PAGE_CHARACTERS) continue;
      this.starts.push(i);
      first = i;
    }
    this.pageCount = this.starts.length;
    this.starts.push(this.count);
  }

  first(page: number): number {
    return this.starts[page]!;
  }

  pageOf(index: number): number {
    let low = 0;
    let high = this.pageCount;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.starts[middle]! <= index) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  page(page: number): readonly T[] {
    let items = this.kept.get(page);
    if (items) this.kept.delete(page);
    else {
      items = this.bare(page);
      items.forEach(this.prepare);
      if (this.kept.size >= KEPT) this.kept.delete(this.kept.keys().next().value!);
    }
    this.kept.set(page, items);
    return items;
  }

  bare(page: number): readonly T[] {
    const from = this.starts[page]!;
    const to = this.starts[page + 1]!;
    try {
      return JSON.parse(`[${this.json(from, to)}]`) as T[];
    } catch {
      return Array.from({ length: to - from }, (_, i) => this.alone(from + i));
    }
  }

  /** Of some items, without brackets around it; between two stands a comma. */
  private json(from: number, to: number): string {
    return this.text.slice(this.items[from], to < this.count ? this.items[to]! - 1 : this.to);
  }

  private alone(index: number): T {
    try {
      return JSON.parse(this.json(index, index + 1)) as T;
    } catch (error) {
      return this.unreadable(index, error instanceof Error ? error.message : String(error));
    }
  }
}
