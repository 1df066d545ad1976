/** So long after somebody has looked away, the stream is given up. */
const AWAY_MS = 20_000;
/** The title of a tab still says how the run stands. */
const NOW_AND_THEN_MS = 30_000;

/** Tells whether anybody looks at the page, and when it may be worth trying again. */
export function followLooks(tell: { back(): void; away(): void; nowAndThen(): void }): () => void {
  let away: ReturnType<typeof setTimeout> | undefined;
  let now: ReturnType<typeof setInterval> | undefined;
  const end = () => {
    clearTimeout(away);
    clearInterval(now);
  };
  const change = () => {
    end();
    if (!document.hidden) return tell.back();
    away = setTimeout(tell.away, AWAY_MS);
    now = setInterval(tell.nowAndThen, NOW_AND_THEN_MS);
  };
  document.addEventListener('visibilitychange', change);
  addEventListener('online', tell.back);
  return () => {
    end();
    document.removeEventListener('visibilitychange', change);
    removeEventListener('online', tell.back);
  };
}
