/** Which rows of a long list are drawn. One row may be open, and is then taller by `extra`. */
export interface Rows {
  count: number;
  rowHeight: number;
  open?: number | undefined;
  extra?: number | undefined;
}

export function top(rows: Rows, index: number): number {
  return (
    index * rows.rowHeight + (rows.open !== undefined && index > rows.open ? (rows.extra ?? 0) : 0)
  );
}

export function totalHeight(rows: Rows): number {
  return (
    top(rows, rows.count) +
    (rows.open !== undefined && rows.open >= rows.count ? (rows.extra ?? 0) : 0)
  );
}

/** First and last+1 of the rows that touch the window, with some to spare on both sides. */
export function windowOf(
  rows: Rows,
  scrollTop: number,
  height: number,
  spare = 6,
): { from: number; to: number } {
  const from = indexAt(rows, scrollTop) - spare;
  const to = indexAt(rows, scrollTop + height) + 1 + spare;
  return {
    from: Math.max(0, Math.min(from, rows.count)),
    to: Math.max(0, Math.min(to, rows.count)),
  };
}

export function indexAt(rows: Rows, y: number): number {
  const { rowHeight, open, extra = 0 } = rows;
  if (open === undefined || y < (open + 1) * rowHeight)
    return Math.floor(Math.max(0, y) / rowHeight);
  if (y < (open + 1) * rowHeight + extra) return open;
  return Math.floor((y - extra) / rowHeight);
}

/** Where to scroll so that the row can be seen: nowhere when it can, to the middle when it is far away. */
export function scrollFor(rows: Rows, index: number, scrollTop: number, height: number): number {
  const from = top(rows, index);
  const to = from + rows.rowHeight + (index === rows.open ? (rows.extra ?? 0) : 0);
  if (
    to - from < height / 2 &&
    (from < scrollTop - 3 * rows.rowHeight || to > scrollTop + height + 3 * rows.rowHeight)
  ) {
    return Math.max(0, Math.min((from + to - height) / 2, totalHeight(rows) - height));
  }
  if (from < scrollTop) return from;
  if (to > scrollTop + height) return Math.max(0, Math.min(from, to - height));
  return scrollTop;
}
