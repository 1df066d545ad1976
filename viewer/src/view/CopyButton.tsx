import { useState } from 'preact/hooks';
import { copyText } from '../copy.ts';
import { usePage } from '../page.ts';

function Sheets() {
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" focusable="false">
      <path d="M4.5 4.500h6v6h-6zM7.500 2.500v-1h-6v6h1.500" />
    </svg>
  );
}

export function CopyButton({
  text,
  label = 'Copy',
  icon = false,
  what,
}: {
  text: string | (() => string);
  label?: string;
  icon?: boolean;
  what: string;
}) {
  const { said } = usePage();
  const [done, setDone] = useState<boolean>();
  const copy = async () => {
    const copied = await copyText(typeof text === 'string' ? text : text());
    said.value = copied ? `${what} copied` : 'the browser did not let the page copy';
    setDone(copied);
    setTimeout(() => setDone(undefined), 1500);
  };
  return (
    <button
      type="button"
      class={icon ? 'copy copy-icon' : 'copy'}
      onClick={() => void copy()}
      aria-label={`${label}: ${what}`}
      title={`Copy ${what}`}
    >
      {done !== undefined ? done ? 'Copied' : 'Not copied' : icon ? <Sheets /> : label}
    </button>
  );
}
