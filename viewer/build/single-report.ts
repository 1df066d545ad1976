import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import type { Plugin } from 'vite';

/**
 * Puts the bundled script and style into the template, packed, and names both by their SHA-256 in
 * the page's Content-Security-Policy, with that of the small script that unpacks them: only these
 * bytes run, whatever a document says.
 */
export function singleReport(template: string, unpack: string): Plugin {
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
      this.emitFile({
        type: 'asset',
        fileName: 'report.html',
        source: assemble(
          readFileSync(template, 'utf8'),
          readFileSync(unpack, 'utf8'),
          script.trim(),
          style.trim(),
        ),
      });
    },
  };
}

function assemble(template: string, unpack: string, script: string, style: string): string {
  const loader = unpack
    .replace(/^\s*\/\/.*\n|\/\*.*?\*\/ ?/gm, '')
    .replace(/\n\s*/g, ' ')
    .trim();
  for (const danger of ['</script', '<!--', '<script', '/*CLEW-']) {
    if (loader.includes(danger))
      throw new Error(`the script that unpacks holds ${danger}, which a page cannot carry inline`);
  }
  const policy = [
    "default-src 'none'",
    `script-src '${sha256(loader)}' '${sha256(script)}'`,
    `style-src '${sha256(style)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types clew',
  ].join('; ');
  const packed = deflateRawSync(Buffer.from(JSON.stringify({ script, style })), {
    level: 9,
    memLevel: 9,
  }).toString('base64');
  const parts: Record<string, string> = { POLICY: policy, PACKED: packed, UNPACK: loader };
  return template.replace(/%(POLICY|PACKED|UNPACK)%/g, (_all, part: string) => parts[part]!);
}

function sha256(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
}
