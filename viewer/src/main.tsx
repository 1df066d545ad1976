import './style/index.css';
import { renderDiff } from './diff/render.tsx';
import { readDocument } from './read.ts';
import { render } from './render.tsx';
import { EmbeddedDocument } from './source/embedded.ts';

const root = document.getElementById('clew')!;
const text = document.getElementById('clew-document')?.textContent ?? '';
const read = readDocument(text);
if (typeof read === 'string') {
  const message = document.createElement('p');
  message.className = 'no-document';
  message.setAttribute('role', 'alert');
  message.textContent = read;
  root.append(message);
} else if (read instanceof EmbeddedDocument) {
  render(read, root);
} else {
  renderDiff(read, root);
}
