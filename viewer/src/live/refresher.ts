/** Of the time so much may go into refreshing: one part of five. */
const SHARE = 5;
/** What comes together is fetched together. */
const TOGETHER_MS = 80;

/**
 * Does the same work again whenever somebody wants it: never twice at once, at most once in
 * `leastMs`, and less often when it takes long.
 */
export class Refresher {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isBusy = false;
  private isWanted = false;
  private isStopped = false;
  private notBefore = 0;

  /** @param work says whether it succeeded; what did not is tried again */
  constructor(
    private readonly work: () => Promise<boolean>,
    private readonly leastMs = 1000,
    private readonly againMs = 5000,
  ) {}

  want(): void {
    this.isWanted = true;
    if (this.isBusy || this.timer !== undefined) return;
    const wait = Math.max(TOGETHER_MS, this.notBefore - performance.now());
    this.timer = setTimeout(() => void this.turn(), wait);
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  private async turn(): Promise<void> {
    this.timer = undefined;
    this.isBusy = true;
    this.isWanted = false;
    const begun = performance.now();
    const done = await this.work();
    const now = performance.now();
    this.notBefore = done
      ? begun + Math.max(this.leastMs, SHARE * (now - begun))
      : now + this.againMs;
    this.isBusy = false;
    if (!this.isStopped && (this.isWanted || !done)) this.want();
  }
}
