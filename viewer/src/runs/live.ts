import { effect } from '@preact/signals';
import { Follower } from '../live/follower.ts';
import { get, refusalOf } from '../live/http.ts';
import { followLooks } from '../live/looks.ts';
import type { ListPlaces } from '../live/places.ts';
import { Refresher } from '../live/refresher.ts';
import { keyOf, merged, unknownOf, updated, type RunEntry } from './list.ts';
import { asked, withFilter, writeFilters, type Filters } from './query.ts';
import { createRuns, type RunsState } from './state.ts';

interface ListPage {
  runs: RunEntry[];
  next?: string;
}

/**
 * The list as it changes. A run that is shown changes in its place; one that is new waits until
 * somebody wants to see it, or nobody is there whom it could disturb.
 */
export class LiveRuns {
  readonly state: RunsState;
  private readonly refresher = new Refresher(() => this.refresh());
  private readonly follower: Follower;
  private readonly stops: (() => void)[];

  constructor(private readonly places: ListPlaces) {
    const state = (this.state = createRuns({
      showFresh: () => this.showFresh(),
      older: () => void this.older(),
    }));
    const { live } = state;
    live.value = { isOpen: false, lostAt: undefined };
    this.follower = new Follower(places.stream, {
      opened: () => {
        live.value = { isOpen: true, lostAt: undefined };
        // There is nothing to resume: what changed in the meantime is in the list.
        this.refresher.want();
      },
      told: (events) => this.told(events.map(({ type, data }) => (type === 'run' ? data : ''))),
      lost: (why) => {
        live.value = { isOpen: false, lostAt: live.peek()?.lostAt ?? Date.now(), why };
      },
    });
    this.stops = [
      followLooks({
        back: () => {
          this.follower.wake();
          this.refresher.want();
        },
        away: () => this.follower.pause(),
        nowAndThen: () => this.refresher.want(),
      }),
      effect(() => void this.begin(state.filters.value)),
    ];
    void this.follower.run();
  }

  stop(): void {
    this.stops.forEach((stop) => stop());
    this.follower.stop();
    this.refresher.stop();
  }

  private async page(filters: Filters): Promise<ListPage | string> {
    try {
      const response = await get(this.places.runs + writeFilters(asked(filters)), {});
      if (!response.ok) return await refusalOf(response);
      const date = Date.parse(response.headers.get('date') ?? '');
      if (Number.isFinite(date)) this.state.ahead.value = date - Date.now();
      return (await response.json()) as ListPage;
    } catch {
      return 'the server does not answer';
    }
  }

  /** Another list: what is shown gives way to it when it has come. */
  private async begin(filters: Filters): Promise<void> {
    const page = await this.page(filters);
    const { state } = this;
    if (filters !== state.filters.peek()) return;
    state.refused.value = typeof page === 'string' ? page : undefined;
    if (typeof page === 'string') return;
    state.runs.value = page.runs;
    state.next.value = page.next;
    state.fresh.value = [];
  }

  private async refresh(): Promise<boolean> {
    const { state } = this;
    const filters = state.filters.peek();
    const shown = state.runs.peek();
    if (shown === undefined) {
      await this.begin(filters);
      return state.runs.peek() !== undefined || state.live.peek()?.isOpen === true;
    }
    const page = await this.page(filters);
    if (typeof page === 'string') return false;
    if (filters !== state.filters.peek()) return true;
    const now = updated(state.runs.peek() ?? [], page.runs);
    state.runs.value = now;
    state.fresh.value = unknownOf(now, page.runs);
    if (now.length === 0) state.next.value = page.next;
    if (now.length === 0 || document.hidden || !document.hasFocus()) this.showFresh();
    return true;
  }

  /** @param entries as JSON; an empty text where the stream has lost some */
  private told(entries: readonly string[]): void {
    const known = new Set(this.state.runs.peek()?.map(keyOf));
    const runs = entries.flatMap((text) => {
      const run = text === '' ? undefined : (JSON.parse(text) as RunEntry);
      if (run && known.has(keyOf(run))) return run;
      // Whether it belongs into this list, and where, the server knows.
      this.refresher.want();
      return [];
    });
    if (runs.length > 0) this.state.runs.value = updated(this.state.runs.peek()!, runs);
  }

  private showFresh(): void {
    const { runs, fresh } = this.state;
    if (fresh.peek().length === 0) return;
    runs.value = merged(runs.peek() ?? [], fresh.peek());
    fresh.value = [];
  }

  private async older(): Promise<void> {
    const { filters, next, runs, said } = this.state;
    const of = filters.peek();
    const cursor = next.peek();
    if (cursor === undefined) return;
    const page = await this.page(withFilter(of, 'cursor', cursor));
    if (of !== filters.peek() || cursor !== next.peek()) return;
    if (typeof page === 'string') {
      said.value = page;
      return;
    }
    const shown = runs.peek() ?? [];
    runs.value = [...shown, ...unknownOf(shown, page.runs)];
    next.value = page.next;
  }
}
