import { useState } from 'preact/hooks';
import { copyText } from '../copy.ts';
import { useClew } from '../state.ts';

export function CopyButton({ text, label = 'Copy', what }: { text: string | (() => string); label?: string; what: string }) {
  const { said } = useClew();
  const [done, setDone] = useState<boolean>();
  const copy = async () => {
    const copied = await copyText(typeof text === 'string' ? text : text());
    said.value = copied ? `${what} copied` : 'the browser did not let the page copy';
    setDone(copied);
    setTimeout(() => setDone(undefined), 1500);
  };
  return (
    <button type="button" class="copy" onClick={() => void copy()} aria-label={`${label}: ${what}`} title={`Copy ${what}`}>
      {done === undefined ? label : done ? 'Copied' : 'Not copied'}
    </button>
  );
}
