import { parseCommandLine } from '@bookonce/platform/command-line';

/** An option of a command, with its line of help. */
export type CommandOption =
  | { readonly type: 'boolean'; readonly help: string }
  | { readonly type: 'string'; readonly value: string; readonly help: string; readonly default?: string };

export interface CommandOptions {
  readonly [name: string]: CommandOption;
}

type ValueOf<Option extends CommandOption> = Option extends { readonly type: 'boolean' }
  ? boolean
  : Option extends { readonly default: string }
    ? string
    : string | undefined;

export type ValuesOf<Options extends CommandOptions> = { readonly [Name in keyof Options]: ValueOf<Options[Name]> };

export interface CommandDefinition<Options extends CommandOptions> {
  readonly name: string;
  /** The arguments after the name, such as `<id>`; default: options alone. */
  readonly takes?: string;
  /** For the list of commands: one sentence without a full stop. */
  readonly summary: string;
  /** Paragraphs for the help of this command alone. */
  readonly details: readonly string[];
  readonly options: Options;
  /** Resolves with the exit code. `args` are empty unless the command `takes` some. */
  readonly run: (values: ValuesOf<Options>, args: readonly string[]) => Promise<number>;
}

/** A command whose options are checked when it runs. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly help: string;
  /** Runs it with the arguments after its name, and resolves with the exit code. Throws a `UsageError`. */
  readonly run: (args: readonly string[]) => Promise<number>;
}

export const defineCommand = <const Options extends CommandOptions>(
  definition: CommandDefinition<Options>,
): Command => ({
  name: definition.name,
  summary: definition.summary,
  help: helpOf(definition),
  run: (args) => {
    const { values, positionals } = parseCommandLine({
      args: [...args],
      options: parsedOptions(definition.options),
      allowPositionals: definition.takes !== undefined,
    });
    return definition.run(values as ValuesOf<Options>, positionals);
  },
});

const parsedOptions = (options: CommandOptions) =>
  Object.fromEntries(
    Object.entries(options).map(([name, option]) => [
      name,
      option.type === 'boolean'
        ? { type: option.type, default: false }
        : { type: option.type, ...(option.default === undefined ? {} : { default: option.default }) },
    ]),
  );

const helpOf = ({ name, takes, details, options }: Omit<CommandDefinition<CommandOptions>, 'run'>): string => {
  const shown = Object.entries(options).map(
    ([option, about]) => [about.type === 'boolean' ? `--${option}` : `--${option} ${about.value}`, about.help] as const,
  );
  const width = Math.max(...shown.map(([option]) => option.length), '--help'.length) + 2;
  const lines = [...shown, ['--help', 'prints this'] as const].map(
    ([option, help]) => `  ${option.padEnd(width)}${help.replaceAll('\n', `\n${' '.repeat(width + 2)}`)}\n`,
  );
  const usage = ['npm run ops --', name, ...(takes === undefined ? [] : [takes]), '[options]'].join(' ');
  return `${usage}\n\n${details.join('\n')}\n\n${lines.join('')}`;
};
