import { useEffect, useRef } from 'preact/hooks';
import { KEYS } from '../keys.ts';
import { useClew } from '../state.ts';

export function Help() {
  const { helping } = useClew();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    box.current?.focus();
    return () => before instanceof HTMLElement && before.focus();
  }, []);
  const keepInside = (event: KeyboardEvent) => {
    if (event.key !== 'Tab') return;
    event.preventDefault();
    box.current?.querySelector('button')?.focus();
  };
  return (
    <div
      class="veil"
      onClick={(event) => event.target === event.currentTarget && (helping.value = false)}
    >
      <div
        class="help"
        role="dialog"
        aria-modal="true"
        aria-labelledby="help-title"
        ref={box}
        tabIndex={-1}
        onKeyDown={keepInside}
      >
        <h2 id="help-title">
          Keyboard{' '}
          <button type="button" class="plain" onClick={() => (helping.value = false)}>
            Close (Esc)
          </button>
        </h2>
        <dl>
          {KEYS.map(([key, what]) => (
            <div>
              <dt>
                {key.split(' / ').map((one, i) => (
                  <>
                    {i > 0 && ' '}
                    <kbd>{one}</kbd>
                  </>
                ))}
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <h3>How to read it</h3>
        <p>
          <b>∅</b> and a dashed line: something that was due, or the end of a window, is not in the
          ledger; the reason stands beside it. <b>✓ for</b>, <b>✗ against</b> and <b>= same</b> are
          claims, and what is linked behind them is what they stand on. In the timeline a solid bar
          ran; a dashed one did not, and says why. Three shades of a bar: connecting, waiting for
          the first byte, reading. A bar that fades has no end in the ledger. <b>Effects</b> are
          what the run did outside: committed, not committed, or unknown, which means that it may
          have happened.
        </p>
      </div>
    </div>
  );
}
