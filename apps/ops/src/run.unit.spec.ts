import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.js';

const folder = (): string => mkdtempSync(join(tmpdir(), 'ops-'));

const COMMANDS = ['init', 'export', 'import', 'verify', 'remove-views', 'resume-publishing', 'dead-letters'];

describe('npm run ops', () => {
  let printed: string;
  let reported: string;
  beforeEach(() => {
    [printed, reported] = ['', ''];
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      printed += String(text);
      return true;
    });
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
      reported += String(text);
      return true;
    });
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it.each([[[]], [['help']], [['--help']], [['-h']]])('lists its commands: %j', async (args) => {
    expect([await run(args), reported]).toEqual([0, '']);
    for (const command of COMMANDS) expect(printed).toMatch(new RegExp(`^  ${command} +\\w`, 'm'));
    expect(printed.split('\n').length).toBeLessThan(15);
  });

  it.each(COMMANDS)('describes %s with its own options alone', async (command) => {
    expect([await run([command, '--help']), reported]).toEqual([0, '']);
    expect(printed).toContain(`npm run ops -- ${command} `);
    expect(printed.includes('--reveal')).toBe(command === 'dead-letters');
    expect(printed.includes('--after')).toBe(command === 'resume-publishing');
    expect(printed.includes('--dry-run')).toBe(command === 'remove-views');
  });

  it.each([
    [['bury'], 'unknown command bury; there are init, export', ''],
    [['--in', './data', 'verify'], 'the command comes first; there are', ''],
    [['verify', '--wat'], "Unknown option '--wat'", ' verify'],
    [['verify', '--after', 'end'], "Unknown option '--after'", ' verify'],
    [['verify', 'data'], "Unexpected argument 'data'", ' verify'],
    [
      ['verify', '--in', 'http://localhost:5432'],
      '--in must be a data folder, or the URL of a server (postgres',
      ' verify',
    ],
    [['verify', '--namespace', 'Book once'], '--namespace must be', ' verify'],
    [['export'], 'export needs --from <store>', ' export'],
    [['export', '--from', 'redis://localhost'], '--from must be a data folder, or the URL', ' export'],
    [['import', '--to', 'mysql://user:hunter2@localhost'], '--to must be a data folder, or the URL', ' import'],
    [['remove-views', '--in', 'postgres://localhost/x'], '--in must be a data folder, or the URL of', ' remove-views'],
    [['remove-views', '--in', ''], '--in is empty', ' remove-views'],
    [['remove-views', '--in', './data', 'links@1'], "Unexpected argument 'links@1'", ' remove-views'],
    [['resume-publishing', '--in', './data', '--after', 'zzz'], '--after must be "end" or', ' resume-publishing'],
    [['init', 'more'], "Unexpected argument 'more'", ' init'],
    [['dead-letters', 'show'], 'dead-letters needs list', ' dead-letters'],
    [['dead-letters', 'list', 'x'], 'dead-letters needs list', ' dead-letters'],
    [['dead-letters', 'list', '--reveal'], '--reveal is an option of dead-letters show', ' dead-letters'],
    [['dead-letters', 'list', '--url', 'localhost'], '--url must be an address', ' dead-letters'],
  ])('refuses a wrong command line in two lines: %j', async (args, message, command) => {
    expect(await run(args)).toBe(2);
    expect(printed).toBe('');
    const [first, second, ...rest] = reported.split('\n');
    expect(first).toContain(`ops: ${message}`);
    expect([second, rest]).toEqual([`For help: npm run ops --${command} --help`, ['']]);
    expect(reported).not.toContain('hunter2');
  });

  it.each([
    ['export', '--from'],
    ['verify', '--in'],
    ['remove-views', '--in'],
    ['resume-publishing', '--in'],
  ])('%s refuses a folder without history, and does not create it', async (command, option) => {
    const mistyped = join(folder(), 'mistyped');
    expect(await run([command, option, mistyped])).toBe(1);
    expect(reported).toBe(`ops: There is no history in ${mistyped}. Name a data folder, or the URL of a server.\n`);
    expect(existsSync(mistyped)).toBe(false);
  });

  it('export does not write over a file', async () => {
    const place = folder();
    writeFileSync(join(place, 'events.db'), '');
    writeFileSync(join(place, 'there.jsonl'), 'precious');
    expect(await run(['export', '--from', place, '--file', join(place, 'there.jsonl')])).toBe(2);
  });

  it('import refuses a file that does not exist, and creates no store', async () => {
    const store = join(folder(), 'new');
    expect(await run(['import', '--to', store, '--file', join(folder(), 'none.jsonl')])).toBe(2);
    expect(existsSync(store)).toBe(false);
  });
});
