import { traceAddress } from '../live/family.ts';
import { useClew } from '../state.ts';

/** To where the server says that traces are shown, which is another site: nothing of this one is told there. */
export function TraceLink({ trace }: { trace: string | undefined }) {
  const { traceUrl } = useClew();
  const address = trace === undefined ? undefined : traceAddress(traceUrl.value, trace);
  if (address === undefined) return null;
  return (
    <p>
      <a class="link" href={address} target="_blank" rel="noopener noreferrer">
        Open the trace ↗
      </a>
    </p>
  );
}
