/** Tests whether an entry is held. Pure. */
import { OPERATORS_LOG } from '../names.ts';
import type { Entry, Hold } from '../types.ts';

export type IsHeld = (line: string) => boolean;

/** `line`: an entry's text. */
export function heldBy(holds: Hold[]): IsHeld {
  const open = holds.filter(({ released }) => !released);
  const targets = (kind: Hold['kind']) =>
    new Set(open.filter((hold) => hold.kind === kind).map(({ target }) => target));
  const [licenses, partners, articles] = [targets('license'), targets('partner'), targets('article')];
  return (line) => {
    const { license, partner, article } = JSON.parse(line) as Pick<Entry, 'license' | 'partner' | 'article'>;
    // Any action may concern a held resource, so during a hold all of them stay.
    if (license === OPERATORS_LOG) return open.length > 0;
    return licenses.has(license) || partners.has(partner) || (article !== null && articles.has(article));
  };
}
