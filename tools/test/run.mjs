/**
 * Runs all test steps. The last line of output is `N passed, N failed, N skipped`.
 *
 *   node tools/test/run.mjs              build, then every step but lint
 *   node tools/test/run.mjs --lint       lint as well (what CI runs)
 *   node tools/test/run.mjs unit e2e     these steps only
 */
import { scriptCommandLine } from '../../libs/platform/src/command-line.ts';
import { runProgram } from './program.mjs';
import { steps } from './steps.mjs';
import { add, describeTally, failure, nothing } from './tally.mjs';

const tool = { name: 'test', help: 'npm test -- --help' };
const { values, positionals } = scriptCommandLine(tool, {
  options: { lint: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  allowPositionals: true,
});
if (values.help) {
  console.log('npm test -- [steps] [--lint]\n\nBuilds, then runs the steps named, or all of them but lint:\n');
  for (const { name, what } of steps) console.log(`  ${name.padEnd(10)}${what}`);
  console.log('\n  --lint    lint as well (what CI runs)\n  --help    this');
  process.exit(0);
}
const unknown = positionals.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`no step ${unknown.join(', ')}; there are ${steps.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}
const chosen = steps.filter(({ name }) =>
  positionals.length > 0 ? positionals.includes(name) : name !== 'lint' || values.lint,
);

let total = nothing;
const report = [];
const build = await runProgram(['tools/build/build.mjs'], { limitSeconds: 120 });
if (build.code !== 0) {
  console.error('the build failed, so no test ran');
  total = failure;
} else {
  // Uses compiled code, which is only there by now.
  const { provideKafka } = await import('./kafka.mjs');
  const endKafka = chosen.some(({ needsServers }) => needsServers === true) ? await provideKafka() : null;
  for (const step of chosen) {
    console.log(`\n── ${step.name}: ${step.what}`);
    const started = performance.now();
    const tally = await step.run();
    const line = `${step.name}: ${describeTally(tally)} in ${((performance.now() - started) / 1000).toFixed(1)} s`;
    console.log(line);
    report.push(line);
    total = add(total, tally);
  }
  await endKafka?.();
}
console.log(`\n${report.join('\n')}\n`);
console.log(describeTally(total));
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
