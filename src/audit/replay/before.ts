/** Finds deliveries of an article before a period: units already billed are not billed again. */
import type { PastLicenses } from '../past/historical-context.ts';
import { EARLIER_CALLS_MAX } from './limits.ts';
import { Before, termsOf } from './units.ts';
import { type Log, nextStretches, type WalkPosition } from './walk.ts';
import { deletedUnits } from './walk-store.ts';

export async function deliveredBefore(
  log: Log,
  article: string,
  from: string,
  licenses: PastLicenses,
): Promise<Before> {
  const before = new Before();
  const termsIn = (license: string) => termsOf(licenses.history.licenses.get(license) ?? []);
  let position: WalkPosition | null | undefined;
  for (let calls = 0; calls < EARLIER_CALLS_MAX && position !== null; calls++) {
    const part: Awaited<ReturnType<typeof nextStretches>> = await nextStretches(
      log,
      { article, from: '', to: from },
      position,
    );
    for (const { entry } of part.stretches.flatMap(({ entries }) => entries)) {
      if (entry.env === 'test') continue;
      const { license, title, delivered } = entry;
      const term = termsIn(license).get(entry.licenseVersion) ?? 0;
      for (const { component } of delivered) before.add({ license, term, component }, title ?? '');
    }
    position = part.next;
  }
  // The term of archived deliveries is unknown.
  for (const [license = '', title = '', component = ''] of await deletedUnits(log.store.DB, article, from))
    for (const term of termsIn(license).values()) before.add({ license, term, component }, title);
  return before;
}
