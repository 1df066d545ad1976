import type { StageStatus } from '../document.ts';
import { statusWord } from '../model/model.ts';

export type Tone = 'ok' | 'bad' | 'warn' | 'open' | 'busy' | 'quiet';

const TONES: { readonly [status: string]: Tone } = {
  succeeded: 'ok',
  committed: 'ok',
  completed: 'ok',
  failed: 'bad',
  lost: 'bad',
  not_committed: 'quiet',
  tolerated: 'warn',
  completed_with_failures: 'warn',
  unclosed: 'open',
  interrupted: 'open',
  unknown: 'open',
  running: 'busy',
  skipped: 'quiet',
  not_reached: 'quiet',
  cancelled: 'quiet',
  planned: 'quiet',
  queued: 'quiet',
  created: 'quiet',
  written: 'ok',
  absent: 'open',
  no_file: 'open',
  no_manifest_row: 'open',
  artifact: 'quiet',
};

export function toneOf(status: string | undefined): Tone {
  return (status !== undefined && Object.hasOwn(TONES, status) && TONES[status]) || 'quiet';
}

/** A shape for each status, so that colour is never the only sign. */
export function StatusIcon({ status, size = 16 }: { status: string | undefined; size?: number }) {
  return (
    <svg
      class={`icon tone-${toneOf(status)}`}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
    >
      {shape(status)}
    </svg>
  );
}

function shape(status: string | undefined) {
  switch (status) {
    case 'succeeded':
    case 'committed':
    case 'written':
      return [
        <circle cx="8" cy="8" r="7" class="fill" />,
        <path d="M4.6 8.3 7 10.7l4.4-5" class="cut" />,
      ];
    case 'failed':
    case 'lost':
      return [
        <path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.900V5.1Z" class="fill" />,
        <path d="m5.5 5.500 5 5m0-5-5 5" class="cut" />,
      ];
    case 'tolerated':
    case 'completed_with_failures':
      return [
        <path d="M8 1.300 15.300 14.500H.700Z" class="fill" />,
        <path d="M8 6v4m0 1.800v.4" class="cut" />,
      ];
    case 'unclosed':
    case 'interrupted':
    case 'unknown':
      return [
        <path d="M13.700 11.500A6.500 6.500 0 1 1 13.700 4.500" class="line" />,
        <path
          d="M6.200 6.300a1.900 1.900 0 1 1 2.600 1.800c-.6.3-.8.6-.8 1.200m0 1.700v.3"
          class="line thin"
        />,
      ];
    case 'running':
      return [
        <circle cx="8" cy="8" r="6.300" class="line faint" />,
        <path d="M8 1.700a6.300 6.300 0 0 1 6.300 6.300" class="line" />,
        <circle cx="8" cy="8" r="2" class="fill" />,
      ];
    case 'skipped':
      return [
        <circle cx="8" cy="8" r="6.300" class="line dash" />,
        <path d="M4.800 11.200 11.200 4.800" class="line" />,
      ];
    case 'cancelled':
      return [
        <rect x="1.800" y="1.800" width="12.400" height="12.400" rx="2" class="line" />,
        <path d="M5 8h6" class="line" />,
      ];
    case 'absent':
    case 'no_file':
    case 'no_manifest_row':
      return [
        <circle cx="8" cy="8" r="5.500" class="line dash" />,
        <path d="M2.500 13.500 13.500 2.500" class="line" />,
      ];
    case 'artifact':
      return [
        <path d="M3 1.500h6.500L13 5v9.500H3Z" class="line thin" />,
        <path d="M9.200 1.800V5.300H12.700" class="line thin" />,
      ];
    case 'not_committed':
      return [<circle cx="8" cy="8" r="6.300" class="line" />, <path d="M5 8h6" class="line" />];
    default:
      return [<circle cx="8" cy="8" r="6.300" class="line dash" />];
  }
}

export function StatusWord({ status }: { status: StageStatus | undefined }) {
  const known = status ?? 'planned';
  return (
    <span class={`status-word tone-${toneOf(known)}`}>
      <StatusIcon status={known} size={14} />
      {statusWord(known)}
    </span>
  );
}
