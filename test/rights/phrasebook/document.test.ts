/**
 * docs/phrasebook.md agrees with the data. After a change of the data: `npx vitest run -u
 * test/rights/phrasebook/document`.
 */
import { expect, it } from 'vitest';
import { readProse } from '../../../src/rights/index.ts';
import { MEANING_KEYS, type MeaningKey, meaning } from '../../../src/rights/phrasebook/meanings.ts';
import { BOOKS, LANGUAGES } from '../../../src/rights/phrasebook/phrases/index.ts';

const NAMES = { en: 'English', de: 'German', fr: 'French', es: 'Spanish' };
const cell = (text: string) => text.replaceAll('|', '\\|');
const table = (head: string[], rows: string[][]) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

function meaningRow(key: MeaningKey): string[] {
  const { rules, prose, confirm, states } = meaning(key);
  const says = rules.map(({ as, action, constraint = [] }) => {
    const acts = action.length > 4 ? 'everything' : action.join(', ');
    const where = constraint.map(({ leftOperand, operator, rightOperand }) => {
      return ` where ${leftOperand} ${operator} ${[rightOperand].flat().join(', ')}`;
    });
    return `${as === 'prohibition' ? 'forbids' : 'demands'} ${acts}${where.join(' and')}`;
  });
  const open =
    confirm ?? (states ? `No use states \`${states}\`: denied as indeterminate until one does` : '');
  return [`\`${key}\``, prose, says.join('; '), open];
}

/** One row for all patterns of a meaning, with the example of the first; none without patterns. */
function patternRow(name: string, phrases: readonly (readonly [string, string])[]): string[][] {
  const [first] = phrases;
  return first ? [[name, phrases.map(([pattern]) => `\`${pattern}\``).join('<br>'), first[1]]] : [];
}

function document(): string {
  const languages = LANGUAGES.map((language) => {
    const { phrases, frames, things } = BOOKS[language];
    const rows = MEANING_KEYS.flatMap((key) => patternRow(`\`${key}\``, phrases[key] ?? []));
    const framed = patternRow('each of its things', frames);
    const listed = MEANING_KEYS.flatMap((key) => {
      const names = things[key];
      return names ? [[`\`${key}\``, names.join(', ')]] : [];
    });
    return `## ${NAMES[language]}

${table(['Meaning', 'Patterns', 'Example'], [...rows, ...framed])}

What can stand for \`{things}\`:

${table(['Meaning when forbidden', 'Words'], listed)}`;
  });
  const count = LANGUAGES.reduce((sum, language) => {
    const { phrases, frames } = BOOKS[language];
    return sum + frames.length + Object.values(phrases).flat().length;
  }, 0);
  const wire = 'EDITORIAL USE ONLY, NO SALES, FRANCE OUT UNTIL 20 NOV 2026, MAGAZINES OUT';
  const read = readProse(wire).phrases.map(({ phrase, rule, confirm = '' }) => [
    phrase,
    `\`${rule}\``,
    confirm,
  ]);
  return `# The phrasebook

Restrictions arrive as prose. The phrasebook reads them as rules: ${count} phrases in four languages. This page is made from the
data (\`src/rights/phrasebook\`), which has an example of each phrase that a test reads.

${table([`\`${wire}\``, 'Meaning', 'Asks the desk'], read)}

## How a text is read

- A text is divided into phrases so that the fewest words are left over. A phrase stays within its sentence; case, accents and
  punctuation do not matter. Words that no phrase accounts for are listed.
- Every meaning forbids or demands; none permits. What was understood is in force even where the rest was not.
- A reading is *complete* when every word is accounted for and no phrase asks the desk. Until then photographs, graphics and
  logos are withheld, and dispatches go out with the text shown.
- A phrase that forbids may be followed by \`in {territories}\` and by \`until\`, \`before\`, \`after\` or \`from\` a date, if
  another phrase or nothing follows. Some phrases contain their date: \`Nicht nach dem 1.11.2027 verwenden\`.
- A date is \`20 NOV 2026\`, \`20th of November 2026\`, \`2026-11-20\` or \`20.11.2026\`, with or without its day of the week, and
  with or without a time of day (\`18:00 GMT\`, \`18.00 Uhr\`, \`6 pm\`) before or after it. Not read are \`03/04/2026\`, which is
  two dates, \`12 am\`, which is noon to some and midnight to others, a date on another day of the week than it says, a day that
  does not exist (\`31.11.2027\`), and a year of two digits (\`1.11.27\`). The console says so of the last two.
- The zone of a date is the one that is written (\`18:00 MEZ\`). Without one, neither that of the agency nor that of the
  partner is assumed: the phrase is read strictly and holds as long as the day or time can last anywhere on Earth (UTC+14 to
  UTC-12). So \`Sperrfrist 5.12.2026 18 Uhr\` lifts at 06:00 UTC on 6 December,
  unless the desk answers which zone is meant.
- A name that means several places means all of them where it is forbidden, and is not read at all in \`… ONLY\`.
- Places are names in four languages, ISO 3166-1 alpha-3 in capitals (\`FRA OUT\`), ISO 3166-2 (\`DE-BY OUT\`), parts of countries
  by name (\`BAVARIA OUT\`), and the sets \`EU\`, \`EEA\`, \`DACH\`, Benelux, Scandinavia, the Baltics.
- Phrases that the desk teaches (\`POST /v1/admin/phrases\`) are read beside these, and only add rules.

In a pattern, \`a|b\` is either word, \`[a]\` may be left out, \`a,\` may be followed by a comma or colon, \`{…}\` is what the phrase names.

## Meanings

${table(['Meaning', 'Printed as', 'Rules', 'Open'], MEANING_KEYS.map(meaningRow))}

${languages.join('\n\n')}
`;
}

it('the phrasebook is documented as it is', async () => {
  await expect(document()).toMatchFileSnapshot('../../../docs/phrasebook.md');
});
