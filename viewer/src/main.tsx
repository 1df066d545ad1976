import './style/index.css';
import { renderDiff } from './diff/render.tsx';
import { readPlaces } from './live/places.ts';
import { LiveRun } from './live/run.ts';
import { readDocument } from './read.ts';
import { render } from './render.tsx';
import { renderRuns } from './runs/render.tsx';
import { EmbeddedDocument } from './source/embedded.ts';

const root = document.getElementById('clew')!;
const message = document.createElement('p');
message.className = 'no-document';
message.setAttribute('role', 'alert');

function say(text: string): void {
  message.textContent = text;
  if (text === '') message.remove();
  else root.before(message);
}

const text = document.getElementById('clew-document')?.textContent ?? '';
const places = readPlaces(text);
if (places) {
  if (location.protocol === 'file:') say('This page shows what a server has: open it there.');
  else if (places.shows === 'runs') renderRuns(places, root);
  else new LiveRun(places, root, say).start();
} else {
  const read = readDocument(text);
  if (typeof read === 'string') say(read);
  else if (read instanceof EmbeddedDocument) render(read, root);
  else renderDiff(read, root);
}
