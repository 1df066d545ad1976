import { useEffect, useRef, useState } from 'preact/hooks';
import { StatusIcon } from '../view/StatusIcon.tsx';
import { Text } from '../view/Text.tsx';
import { CAUSES, fieldOf, instantOf, STATUSES, statusesOf, toggled, withFilter } from './query.ts';
import { useRuns } from './state.ts';

/** So long nothing has been typed. */
const REST_MS = 250;
const TEXTS: readonly [name: string, label: string, hint: string][] = [
  ['text', 'Text', 'words, or how they begin'],
  ['q', 'Run', 'id or key'],
  ['failure', 'Failure', 'its code'],
  ['name', 'Name', 'exact'],
  ['namespace', 'Namespace', 'exact'],
  ['correlation_id', 'Correlation id', 'exact'],
];
const TIMES: readonly [name: string, label: string][] = [
  ['created_after', 'Created from (UTC)'],
  ['created_before', 'Created before (UTC)'],
];
const HERE = new Set([
  'status',
  'stuck',
  'no_run_id',
  'cause',
  ...TEXTS.map(([name]) => name),
  ...TIMES.map(([name]) => name),
]);

export function RunFilters() {
  const { filters, filter } = useRuns();
  const set = (name: string, value: string) =>
    filter(withFilter(filters.peek(), name, value), filters.peek().has(name) && value !== '');
  const statuses = statusesOf(filters.value);
  return (
    <div class="run-filters" role="search" aria-label="Filter runs">
      <div class="status-filter" role="group" aria-label="Show only runs that are">
        {STATUSES.map((status) => (
          <button
            key={status}
            type="button"
            class="filter"
            aria-pressed={statuses.has(status)}
            onClick={() => filter(toggled(filters.peek(), status))}
          >
            <StatusIcon status={status === 'unsuccessful' ? 'failed' : status} size={12} />{' '}
            {status.replaceAll('_', ' ')}
          </button>
        ))}
        <button
          type="button"
          class="filter"
          title="Runs that go on, and of which nothing was heard for too long"
          aria-pressed={filters.value.has('stuck')}
          onClick={() => set('stuck', filters.peek().has('stuck') ? '' : 'true')}
        >
          <StatusIcon status="unclosed" size={12} /> stuck
        </button>
        <button
          type="button"
          class="filter"
          title="Traces of OpenTelemetry that named no run; otherwise they are left out"
          aria-pressed={filters.value.get('no_run_id') === 'true'}
          onClick={() => set('no_run_id', filters.peek().get('no_run_id') === 'true' ? '' : 'true')}
        >
          traces without a run
        </button>
        {[...filters.value]
          .filter(([name]) => !HERE.has(name))
          .map(([name, value]) => (
            <button
              key={name}
              type="button"
              class="filter"
              aria-pressed="true"
              onClick={() => set(name, '')}
            >
              <Text of={`${name} ${value}`.slice(0, 60)} /> ✕
            </button>
          ))}
        {filters.value.size > 0 && (
          <button type="button" class="more" onClick={() => filter(new Map())}>
            show all
          </button>
        )}
      </div>
      <div class="run-fields">
        {TEXTS.map(([name, label, hint]) => (
          <TextField
            key={name}
            name={name}
            label={label}
            hint={hint}
            value={filters.value.get(name) ?? ''}
            set={(value) => set(name, value)}
          />
        ))}
        <label>
          Cause
          <select
            value={filters.value.get('cause') ?? ''}
            onChange={(event) => set('cause', event.currentTarget.value)}
          >
            <option value="">any</option>
            {CAUSES.map((cause) => (
              <option key={cause} value={cause}>
                {cause.replaceAll('_', ' ')}
              </option>
            ))}
          </select>
        </label>
        {TIMES.map(([name, label]) => (
          <label key={name}>
            {label}
            <input
              type="datetime-local"
              value={fieldOf(filters.value.get(name))}
              onChange={(event) => set(name, instantOf(event.currentTarget.value))}
            />
          </label>
        ))}
      </div>
    </div>
  );
}

function TextField(props: {
  name: string;
  label: string;
  hint: string;
  value: string;
  set(value: string): void;
}) {
  const [typed, setTyped] = useState(props.value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // Also when somebody goes back.
  useEffect(() => setTyped(props.value), [props.value]);
  return (
    <label>
      {props.label}
      <input
        type="search"
        id={props.name === 'text' ? 'run-query' : undefined}
        placeholder={props.hint}
        value={typed}
        onInput={(event) => {
          const { value } = event.currentTarget;
          setTyped(value);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => props.set(value.trim()), REST_MS);
        }}
      />
    </label>
  );
}
