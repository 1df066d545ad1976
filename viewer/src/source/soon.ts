/** A value that is there, or that will be. */
export type Soon<T> = T | Promise<T>;

/** Uses the value now if it is there. */
export function afterwards<T, R>(soon: Soon<T>, use: (value: T) => Soon<R>): Soon<R> {
  return soon instanceof Promise ? soon.then(use) : use(soon);
}

/** So long nothing else can happen on the page. */
const SLICE_MS = 10;

/** Long work that is done in slices between which the page answers; done once, whoever asks. */
export class Work<T> {
  private result: { value: T } | undefined;
  private promise: Promise<T> | undefined;
  private tell: ((value: T) => void) | undefined;
  private stopped = false;

  constructor(private readonly steps: Iterator<unknown, T>) {}

  /** The result; for who asks while it is not there, what begins when the page has been painted. */
  soon(): Soon<T> {
    if (this.result) return this.result.value;
    if (!this.promise) {
      this.promise = new Promise((done) => (this.tell = done));
      void this.bySlices();
    }
    return this.promise;
  }

  /** Without waiting: the page does not answer until it is done. */
  now(): T {
    while (!this.result) this.step();
    return this.result.value;
  }

  /** Nobody wants the result any more: who waits for it waits for ever. */
  stop(): void {
    this.stopped = true;
  }

  private async bySlices(): Promise<void> {
    await painted();
    while (!this.result && !this.stopped) {
      const until = performance.now() + SLICE_MS;
      while (!this.result && performance.now() < until) this.step();
      await pause();
    }
  }

  private step(): void {
    const { done, value } = this.steps.next();
    if (!done) return;
    this.result = { value };
    this.tell?.(value);
  }
}

/** Tells after each slice what the steps have come to. The first slice is done at once. */
export function bySlices<T>(
  steps: Iterator<T, T>,
  tell: (found: T) => void,
  wanted: AbortSignal,
): void {
  const slice = () => {
    if (wanted.aborted) return;
    const until = performance.now() + SLICE_MS;
    let step = steps.next();
    while (!step.done && performance.now() < until) step = steps.next();
    tell(step.value);
    if (!step.done) setTimeout(slice);
  };
  slice();
}

function pause(): Promise<void> {
  return new Promise((done) => setTimeout(done));
}

/** When the page has been drawn; where it is not drawn because nobody sees it, soon. */
function painted(): Promise<void> {
  return new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, 200);
  });
}
