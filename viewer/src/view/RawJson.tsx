import { useState } from 'preact/hooks';
import { jsonText } from '../model/json.ts';
import { CodeView } from './CodeView.tsx';
import { CopyButton } from './CopyButton.tsx';

/** The JSON behind what is shown, for whoever does not trust the picture. Built only when it is opened. */
export function RawJson({
  of,
  label = 'Raw JSON',
  open = false,
}: {
  of: unknown;
  label?: string;
  open?: boolean;
}) {
  const [opened, setOpened] = useState(open);
  return (
    <details class="raw" open={opened} onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>{label}</summary>
      {opened && (
        <div>
          <CopyButton text={() => jsonText(of)} what={label.toLowerCase()} />
          <CodeView text={jsonText(of)} json />
        </div>
      )}
    </details>
  );
}
