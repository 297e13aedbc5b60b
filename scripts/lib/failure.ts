/** A reason for stopping that a person can act on: printed as one line, without a stack. */
export class StartFailure extends Error {}

export function stopWith(error: unknown): never {
  console.error(error instanceof StartFailure ? `imprimatur: ${error.message}` : error);
  process.exit(1);
}
