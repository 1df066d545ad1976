import './style/index.css';
import { renderDiff } from './diff/render.tsx';
import { readDocument } from './read.ts';
import { render } from './render.tsx';

const root = document.getElementById('clew')!;
const source = document.getElementById('clew-document')?.textContent ?? '';
const read = readDocument(source);
if (typeof read === 'string') {
  const message = document.createElement('p');
  message.className = 'no-document';
  message.setAttribute('role', 'alert');
  message.textContent = read;
  root.append(message);
} else if (read.format === 'clew.diff') {
  renderDiff(read, root);
} else {
  render(read, root);
}
