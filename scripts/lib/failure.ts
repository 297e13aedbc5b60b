/** A reason for stopping that a person can act on: printed as one line, without a stack. */
export class StartFailure extends Error {}

/** The usage text of a command, after the reason if there is one. With `--help` the command succeeds. */
export class UsageFailure extends StartFailure {
  readonly isHelp = process.argv.includes('--help');

  constructor(usage: string, reason?: string) {
    super(usage);
    if (reason !== undefined && !this.isHelp) this.message = `${reason}\n\n${usage}`;
  }
}

/** For a command without arguments: ignoring one would do something else than was asked for. */
export function refuseArguments(command: string, instead: string): void {
  const [argument] = process.argv.slice(2);
  if (argument !== undefined)
    throw new StartFailure(`${command} takes no arguments, not ${argument}: ${instead}`);
}

export function stopWith(error: unknown): never {
  if (error instanceof UsageFailure) {
    (error.isHelp ? console.log : console.error)(error.message);
    process.exit(error.isHelp ? 0 : 1);
  }
  console.error(error instanceof StartFailure ? `imprimatur: ${error.message}` : error);
  process.exit(1);
}
