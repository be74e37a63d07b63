/** A reporter for node's test runner that writes the counts as JSON. Suites do not count as tests. */
export default async function* count(source) {
  const tally = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of source) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (data.details?.type === 'suite') continue;
    if (data.skip !== undefined || data.todo !== undefined) tally.skipped += 1;
    else if (type === 'test:pass') tally.passed += 1;
    else tally.failed += 1;
  }
  yield JSON.stringify(tally);
}
