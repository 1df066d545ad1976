import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/**
 * Puts the bundled script and style into the template and names both by their SHA-256 in the page's
 * Content-Security-Policy: only these bytes run, whatever a document says.
 */
export function singleReport(template: string): Plugin {
  return {
    name: 'clew-single-report',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      let script = '';
      let style = '';
      for (const [name, file] of Object.entries(bundle)) {
        if (file.type === 'chunk') script += file.code;
        else if (name.endsWith('.css')) style += String(file.source);
        else this.error(`${name} cannot be part of a single file`);
        delete bundle[name];
      }
      this.emitFile({ type: 'asset', fileName: 'report.html', source: assemble(readFileSync(template, 'utf8'), script.trim(), style.trim()) });
    },
  };
}

export function assemble(template: string, script: string, style: string): string {
  for (const danger of ['</script', '<!--', '<script', '/*CLEW-']) {
    if (script.toLowerCase().includes(danger.toLowerCase())) throw new Error(`the script holds ${danger}, which a page cannot carry inline`);
  }
  if (/<\/style/i.test(style)) throw new Error('the style holds </style');
  const policy = [
    "default-src 'none'",
    `script-src '${sha256(script)}'`,
    `style-src '${sha256(style)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
  const parts: Record<string, string> = { POLICY: policy, STYLE: style, SCRIPT: script };
  return template.replace(/%(POLICY|STYLE|SCRIPT)%/g, (_all, part: string) => parts[part]!);
}

function sha256(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
}
