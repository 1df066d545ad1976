// What the runs cost, as medians, ratios, a table in Markdown, and whether the targets are reached.

export function summarize(costs) {
  const of = (name) => {
    const sorted = costs.map((cost) => cost[name]).sort((a, b) => a - b);
    const middle = sorted.length >> 1;
    const median = sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return { median, min: sorted[0], max: sorted.at(-1) };
  };
  return { cpu_s: of('cpu_s'), wall_s: of('wall_s'), peak_bytes: of('peak_bytes') };
}

const isClew = (tool) => tool.name.startsWith('clew');

/** Each is a number of clew's divided by the smallest one of any peer. */
const TARGETS = [
  ['CPU of the short flow', 0.8, (tool) => tool.short.cpu_s.median],
  ['wall time of the short flow', 0.85, (tool) => tool.short.wall_s.median],
  ['peak memory of the short flow', 0.65, (tool) => tool.short.peak_bytes.median],
  ['CPU per extra stage', 0.5, (tool) => tool.cpu_ms_per_extra_stage],
];

export function targets(results) {
  const clew = results.tools.find(isClew);
  const peers = results.tools.filter((tool) => !isClew(tool));
  if (!clew || !peers.length) return [];
  return TARGETS.map(([what, limit, value]) => {
    const ratio = value(clew) / Math.min(...peers.map(value));
    return { what, limit, ratio, reached: ratio <= limit };
  });
}

export function markdown(results) {
  const { machine, tools } = results;
  const lines = [
    '# clew and its peers, whole process',
    '',
    `${results.date}, ${results.rounds} interleaved rounds after a warm-up. ` +
      `${machine.cpus} × ${machine.cpu}, ${machine.memory_gib} GiB, ${machine.os}; ` +
      `java ${machine.java}, node ${machine.node}; ` +
      `load ${machine.load_before.toFixed(1)} before and ${machine.load_after.toFixed(1)} after.`,
    '',
    ...table(`${results.short} stages`, tools, 'short'),
    '',
    ...table(`${results.long} stages`, tools, 'long'),
    '',
    `| each stage from ${results.short + 1} to ${results.long} | CPU ms | of the best peer |`,
    '|---|---:|---:|',
    ...tools.map((tool) => `| ${tool.name} ${tool.version} | ${tool.cpu_ms_per_extra_stage.toFixed(2)} | ${ratio(tool, tools, (one) => one.cpu_ms_per_extra_stage)} |`),
    '',
    ...results.targets.map(
      (target) =>
        `- ${target.what}: ${target.ratio.toFixed(2)} of the best peer, at most ${target.limit} wanted: ` +
        `${target.reached ? '**reached**' : '**not reached**'}`),
  ];
  return lines.join('\n');
}

function table(title, tools, flow) {
  const cells = (tool, name, digits, unit) => {
    const { median, min, max } = tool[flow][name];
    const shown = (value) => (value / unit).toFixed(digits);
    return `${shown(median)} [${shown(min)}–${shown(max)}] | ${ratio(tool, tools, (one) => one[flow][name].median)}`;
  };
  return [
    `| ${title} | CPU s, median [min–max] | of the best peer | wall s | of the best peer | peak MiB | of the best peer |`,
    '|---|---:|---:|---:|---:|---:|---:|',
    ...tools.map((tool) =>
      `| ${tool.name} ${tool.version} | ${cells(tool, 'cpu_s', 3, 1)} | ${cells(tool, 'wall_s', 2, 1)} | ${cells(tool, 'peak_bytes', 0, 2 ** 20)} |`),
  ];
}

function ratio(tool, tools, value) {
  const peers = tools.filter((one) => !isClew(one));
  return peers.length ? (value(tool) / Math.min(...peers.map(value))).toFixed(2) : '';
}
