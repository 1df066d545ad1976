// Runs clew and its peers side by side and prints what each cost. See bench/README.md.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as flows from './flows.mjs';
import { markdown, summarize, targets } from './results.mjs';
import { startServer } from './server.mjs';

const lib = path.dirname(fileURLToPath(import.meta.url));
const home = path.resolve(lib, '../..');
const work = path.join(home, 'target/bench');
const SHORT = 5;

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '9' },
    stages: { type: 'string', default: '500' },
    only: { type: 'string', default: 'clew,newman,respect,stepci' },
    json: { type: 'string' },
    markdown: { type: 'string', default: path.join(home, 'bench/results.md') },
  },
});
const rounds = atLeast('rounds', 1);
const long = atLeast('stages', SHORT + 1);

function atLeast(name, least) {
  const value = Number(options[name]);
  if (!Number.isInteger(value) || value < least) fail(`--${name} takes a whole number, at least ${least}`);
  return value;
}

function fail(message) {
  console.error(`bench/peers: ${message}`);
  process.exit(2);
}

const bin = (name) => path.join(work, 'npm/node_modules/.bin', name);
const peerVersion = (name) =>
  JSON.parse(fs.readFileSync(path.join(work, 'npm/node_modules', name, 'package.json'))).version;

/** Where a tool's files of one flow are: emptied of its output before each run. */
const folder = (tool, count) => path.join(work, `${tool}-${count}`);
const out = (tool, count) => path.join(folder(tool, count), 'out');

/** The launcher's java command line, by running the launcher with its last `exec` taken away. */
function javaCommand(given) {
  const script = 'exec() { case $1 in [0-9]*) builtin exec "$@" ;; esac; printf "%s\\0" "$@"; exit 0; }; . "$CLEW" "$@"';
  const printed = execFileSync('bash', ['-c', script, 'clew', ...given], {
    env: { ...process.env, CLEW: path.join(home, 'clew') },
  });
  return printed.toString().split('\0').slice(0, -1);
}

const clewArguments = (tool, count) => [
  'run', path.join(folder(tool, count), 'onboarding.workflow'), '--out', out(tool, count),
];
const writeClew = (tool, count, all, url) => {
  write(tool, count, 'onboarding.workflow', flows.clew(all));
  write(tool, count, 'api.catalog', flows.clewCatalog(url));
};

const tools = {
  clew: {
    version: () => execFileSync(path.join(home, 'clew'), ['--version']).toString().split(' ')[1],
    prepare: (count, all, url) => writeClew('clew', count, all, url),
    command: (count) => [path.join(home, 'clew'), ...clewArguments('clew', count)],
  },
  'clew-java': {
    version: () => 'without ./clew',
    prepare: (count, all, url) => writeClew('clew-java', count, all, url),
    command: (count) => javaCommand(clewArguments('clew-java', count)),
  },
  newman: {
    version: () => peerVersion('newman'),
    prepare: (count, all, url) => write('newman', count, 'collection.json', flows.newman(all, url)),
    command: (count) => [
      bin('newman'), 'run', path.join(folder('newman', count), 'collection.json'),
      '-r', 'json', '--reporter-json-export', path.join(out('newman', count), 'report.json'),
    ],
  },
  respect: {
    version: () => peerVersion('@redocly/cli'),
    prepare: (count, all, url) => {
      write('respect', count, 'onboarding.arazzo.yaml', flows.respect(all, url));
      write('respect', count, 'openapi.json', flows.emptyOpenapi);
    },
    command: (count) => [
      bin('redocly'), 'respect', path.join(folder('respect', count), 'onboarding.arazzo.yaml'),
      '--json-output', path.join(out('respect', count), 'report.json'),
    ],
  },
  stepci: {
    version: () => peerVersion('stepci'),
    prepare: (count, all, url) => write('stepci', count, 'workflow.yml', flows.stepci(all, url)),
    command: (count) => [bin('stepci'), 'run', path.join(folder('stepci', count), 'workflow.yml')],
  },
};

function write(tool, count, name, text) {
  fs.mkdirSync(folder(tool, count), { recursive: true });
  fs.writeFileSync(path.join(folder(tool, count), name), text);
}

/** Nothing is sent to anybody but our server: no telemetry, no look for a newer version. */
const environment = {
  ...process.env,
  REDOCLY_TELEMETRY: 'off',
  REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
  STEPCI_DISABLE_ANALYTICS: '1',
  NO_UPDATE_NOTIFIER: '1',
  CI: 'true',
};

async function measured(server, tool, count) {
  fs.rmSync(out(tool, count), { recursive: true, force: true });
  fs.mkdirSync(out(tool, count), { recursive: true });
  const log = path.join(folder(tool, count), 'log');
  server.begin();
  const cost = JSON.parse(await output('python3', [path.join(lib, 'measure.py'), log, ...commands[count][tool]]));
  const { served, faults } = server.seen();
  if (cost.exit !== 0 || served !== count || faults.length > 0) {
    throw new Error(
      `${tool} with ${count} stages ended with ${cost.exit} after ${served} requests` +
        (faults.length ? `; ${faults[0]}` : '') + `; see ${path.relative(home, log)}`);
  }
  return cost;
}

function output(command, given) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, given, { stdio: ['ignore', 'pipe', 'inherit'], env: environment });
    let text = '';
    child.stdout.on('data', (part) => (text += part));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(text) : reject(new Error(`${command} ended with ${code}`))));
  });
}

const chosen = options.only.split(',');
const unknown = chosen.filter((name) => !tools[name]);
if (unknown.length) fail(`no tool ${unknown.join(', ')}; there are ${Object.keys(tools).join(', ')}`);

const server = await startServer();
const counts = [SHORT, long];
const commands = {};
const samples = {};
for (const count of counts) {
  const all = flows.stages(count);
  commands[count] = {};
  samples[count] = {};
  for (const tool of chosen) {
    tools[tool].prepare(count, all, server.url);
    commands[count][tool] = tools[tool].command(count);
    samples[count][tool] = [];
  }
}

const loadBefore = os.loadavg()[0];
const date = new Date().toISOString();
try {
  for (const count of counts) {
    for (let round = 0; round <= rounds; round++) {
      process.stderr.write(`\r${count} stages, ${round === 0 ? 'warm-up' : `round ${round} of ${rounds}`}     `);
      for (let turn = 0; turn < chosen.length; turn++) {
        const tool = chosen[(turn + round) % chosen.length];
        const cost = await measured(server, tool, count);
        if (round > 0) samples[count][tool].push(cost);
      }
    }
  }
} catch (fault) {
  process.stderr.write('\n');
  fail(fault.message);
} finally {
  server.close();
}
process.stderr.write('\r' + ' '.repeat(40) + '\r');

const java = execFileSync(javaCommand(['--version'])[0], ['-version'], { stdio: ['ignore', 'pipe', 'pipe'] });
const results = {
  date,
  rounds,
  machine: {
    cpus: os.cpus().length,
    cpu: os.cpus()[0].model.trim(),
    memory_gib: Math.round(os.totalmem() / 2 ** 30),
    os: `${os.type()} ${os.release()} ${os.arch()}`,
    java: java.toString().trim() || javaRelease(),
    node: process.version,
    load_before: loadBefore,
    load_after: os.loadavg()[0],
  },
  short: SHORT,
  long,
  tools: chosen.map((name) => ({
    name,
    version: tools[name].version(),
    short: summarize(samples[SHORT][name]),
    long: summarize(samples[long][name]),
  })),
};
for (const tool of results.tools) {
  tool.cpu_ms_per_extra_stage = (1000 * (tool.long.cpu_s.median - tool.short.cpu_s.median)) / (long - SHORT);
}
results.targets = targets(results);

function javaRelease() {
  const release = path.join(path.dirname(javaCommand(['--version'])[0]), '../release');
  return /^JAVA_RUNTIME_VERSION="(.*)"/m.exec(fs.readFileSync(release, 'utf8'))?.[1] ?? 'unknown';
}

const text = markdown(results);
console.log(text);
fs.writeFileSync(options.markdown, text + '\n');
if (options.json) fs.writeFileSync(options.json, JSON.stringify({ ...results, samples }, null, 2) + '\n');
