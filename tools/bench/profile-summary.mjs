import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** Returns the part of the process that a frame belongs to: a folder of ours, a dependency, or a part of Node. */
export const partOf = ({ functionName, url }) => {
  if (['(idle)', '(program)', '(garbage collector)', '(root)'].includes(functionName)) return functionName;
  const dependency = url.lastIndexOf('/node_modules/');
  if (dependency >= 0) {
    const rest = url.slice(dependency + '/node_modules/'.length).split('/');
    const name = rest[0].startsWith('@') ? `${rest[0]}/${rest[1]}` : rest[0];
    if (!name.startsWith('@bookonce/')) return name;
  }
  // Adapters are one level deeper than other libraries.
  const own = /\/((?:libs\/adapters|libs|apps)\/[^/]+)\/dist((?:\/[^/]+)*)\/[^/]+$/.exec(url);
  if (own !== null) return own[1] + own[2];
  if (url.startsWith('node:')) return url.replace('node:internal/', 'node:').split('/').slice(0, 2).join('/');
  // Native functions have no file: sqlite statements, JSON, crypto, socket writes.
  return url === '' ? `native ${functionName || '(anonymous)'}` : basename(url);
};

/** Sums the self time of each part in one profile, in ms. */
const timeByPart = ({ nodes, samples, timeDeltas }) => {
  const parts = new Map(nodes.map((node) => [node.id, partOf(node.callFrame)]));
  const times = new Map();
  samples.forEach((id, index) => {
    const part = parts.get(id);
    times.set(part, (times.get(part) ?? 0) + (timeDeltas[index] ?? 0) / 1000);
  });
  return times;
};

/** Summarises the CPU time of every profiled thread, one entry per profile file. */
export const summarizeProfiles = async (folder, top = 22) => {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.cpuprofile'));
  const summaries = [];
  for (const file of files) {
    const times = timeByPart(JSON.parse(await readFile(join(folder, file), 'utf8')));
    const total = [...times].reduce((sum, [part, ms]) => (part === '(idle)' ? sum : sum + ms), 0);
    const parts = [...times]
      .filter(([part]) => part !== '(idle)')
      .map(([part, ms]) => ({ part, ms: Math.round(ms), percent: Number(((100 * ms) / total).toFixed(1)) }))
      .toSorted((a, b) => b.ms - a.ms)
      .slice(0, top);
    summaries.push({ file, busyMs: Math.round(total), parts });
  }
  return summaries.toSorted((a, b) => b.busyMs - a.busyMs);
};
