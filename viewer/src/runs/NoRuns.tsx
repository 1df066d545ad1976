import { CopyButton } from '../view/CopyButton.tsx';
import { useRuns } from './state.ts';

/** What to do next, by where this server is. */
export function NoRuns() {
  const { filters, filter } = useRuns();
  if (filters.value.size > 0)
    return (
      <div class="no-runs">
        <p>No run matches.</p>
        <button type="button" class="plain" onClick={() => filter(new Map())}>
          Show all runs
        </button>
      </div>
    );
  const here = location.origin;
  return (
    <div class="no-runs">
      <p>
        <strong>No run yet.</strong> It appears here as soon as somebody tells of one.
      </p>
      <h3>Any command</h3>
      <Command text={`clew exec --push ${here} -- COMMAND`} />
      <h3>Anything that can send a line</h3>
      <Command text={`curl ${here}/api/v1/events -d '{"run_id":"first","kind":"run_started"}'`} />
    </div>
  );
}

function Command({ text }: { text: string }) {
  return (
    <p class="next-command">
      <code>{text}</code> <CopyButton text={text} what="command" />
    </p>
  );
}
