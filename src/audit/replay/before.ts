/** What of an article was let out before a period: a unit of it that is on the bill is not billed again. */
import type { PastLicenses } from '../past/world.ts';
import { EARLIER_CALLS_MAX } from './limits.ts';
import { Before, termsOf } from './units.ts';
import { type Log, nextStretches, type Place } from './walk.ts';
import { deletedUnits } from './walk-store.ts';

export async function deliveredBefore(
  log: Log,
  article: string,
  from: string,
  licenses: PastLicenses,
): Promise<Before> {
  const before = new Before();
  const termsIn = (license: string) => termsOf(licenses.history.licenses.get(license) ?? []);
  let place: Place | null | undefined;
  for (let calls = 0; calls < EARLIER_CALLS_MAX && place !== null; calls++) {
    const part: Awaited<ReturnType<typeof nextStretches>> = await nextStretches(
      log,
      { article, from: '', to: from },
      place,
    );
    for (const { entry } of part.stretches.flatMap(({ entries }) => entries)) {
      if (entry.env === 'test') continue;
      const { license, title, delivered } = entry;
      const term = termsIn(license).get(entry.licenseVersion) ?? 0;
      for (const { component } of delivered) before.add({ license, term, component }, title ?? '');
    }
    place = part.next;
  }
  // Of what is in the archive nobody knows the term any more.
  for (const [license = '', title = '', component = ''] of await deletedUnits(log.store.DB, article, from))
    for (const term of termsIn(license).values()) before.add({ license, term, component }, title);
  return before;
}
