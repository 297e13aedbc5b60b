/** How the story is told: one step a line, what a party did and what it saw, with a tick or a cross. */

export class NotAsTold extends Error {}

/** Throws `NotAsTold` unless `holds`. `what` completes "expected …". */
export function expect(holds: boolean, what: string): asserts holds {
  if (!holds) throw new NotAsTold(`expected ${what}`);
}

export function same(actual: unknown, wanted: unknown, what: string): void {
  expect(Object.is(actual, wanted), `${what} to be ${show(wanted)}, not ${show(actual)}`);
}

function show(value: unknown): string {
  return typeof value === 'string' ? `“${value}”` : (JSON.stringify(value) ?? String(value));
}

export interface Story {
  /** Ends at the first step that fails; the next chapter runs all the same. */
  chapter(title: string, tell: () => Promise<void>): Promise<void>;
  /** One step. `act` answers a value for later steps and says through `saw` what the party saw. */
  step<T>(who: string, does: string, act: (saw: (what: string) => void) => Promise<T>): Promise<T>;
  readonly steps: number;
  readonly failures: number;
}

const VOICES = {
  newsroom: 'Tidemark newsroom',
  desk: 'Licensing desk',
  auditor: 'The auditor',
  reader: 'A reader',
  partners: 'Three partners',
  tagblatt: 'Brennsteiner Tagblatt',
  hallwangerPost: 'Hallwanger Post',
  brennsteinMedien: 'Brennstein Medien',
  querblick: 'Querblick',
  haffkantTv: 'Haffkant TV',
  haffkantRadio: 'Haffkant Radio',
  kansaiWeb: 'Kansai Web',
  answerwell: 'Answerwell',
  morgenrund: 'Morgenrund',
  clipwatch: 'Clipwatch',
} as const;

export type Voice = <T>(does: string, act: (saw: (what: string) => void) => Promise<T>) => Promise<T>;

/** A step of each party. */
export function voices(story: Story): Record<keyof typeof VOICES, Voice> {
  const pairs = Object.entries(VOICES).map(([name, who]): [string, Voice] => [
    name,
    (does, act) => story.step(who, does, act),
  ]);
  return Object.fromEntries(pairs) as Record<keyof typeof VOICES, Voice>;
}

const WIDTH = 110;

export function storyOn(out: { write(text: string): unknown; isTTY?: boolean }): Story {
  const paint = (code: number, text: string) => (out.isTTY ? `\u001b[${code}m${text}\u001b[0m` : text);
  const write = (line: string) => out.write(`${line}\n`);
  let steps = 0;
  let failures = 0;
  let chapters = 0;

  return {
    async chapter(title, tell) {
      chapters += 1;
      write(`\n${paint(1, `${chapters}. ${title}`)}`);
      try {
        await tell();
      } catch (error) {
        if (!(error instanceof NotAsTold)) throw error;
        write(`    ${paint(33, 'The rest of this chapter is left out.')}`);
      }
    },

    async step(who, does, act) {
      const seen: string[] = [];
      steps += 1;
      try {
        const value = await act((what) => seen.push(what));
        write(`  ${paint(32, '✓')} ${paint(36, who)} ${does}`);
        for (const line of seen.flatMap(wrapped)) write(`      ${line}`);
        return value;
      } catch (error) {
        failures += 1;
        write(`  ${paint(31, '✗')} ${paint(36, who)} ${does}`);
        for (const line of seen.flatMap(wrapped)) write(`      ${line}`);
        write(`      ${paint(31, error instanceof Error ? error.message : String(error))}`);
        throw error instanceof NotAsTold ? error : new NotAsTold(String(error));
      }
    },

    get steps() {
      return steps;
    },
    get failures() {
      return failures;
    },
  };
}

export function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
