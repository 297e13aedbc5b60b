/** Sentences about totals. Pure. */
import type { PriceAnswer } from './price.ts';
import type { PriceTotals, ReplayTotals } from './schemas.ts';

/** Kinds of changes and codes that are mentioned; the lists have all. */
const SHOWN_MAX = 8;
const NOT_THROUGH = 'This is not all yet: send `continue` back for the rest of the period.';

const count = (number: number, singular: string, plural = `${singular}s`) =>
  `${number} ${number === 1 ? singular : plural}`;
const entriesOf = (number: number) => count(number, 'entry', 'entries');
const was = (number: number) => (number === 1 ? 'was' : 'were');

export function replayInWords(totals: ReplayTotals, isAll: boolean): string[] {
  const { entries, same, changed, components, units, notDecided, quotaNotApplied } = totals;
  const sum = (column: 'added' | 'dropped') => units.reduce((all, row) => all + row[column], 0);
  const [added, dropped] = [sum('added'), sum('dropped')];
  return [
    `Of ${entriesOf(entries)}, ${same} would have come out the same and ${entries - same} otherwise.`,
    ...most(changed, 'entries').map(changeInWords),
    ...most(components, 'components').flatMap(partInWords),
    added + dropped === 0
      ? 'The bill would have been the same.'
      : `The bill would have had ${count(added, 'unit')} more and ${count(dropped, 'unit')} less.`,
    ...(quotaNotApplied > 0
      ? [
          `${entriesOf(quotaNotApplied)} ${was(quotaNotApplied)} refused for the quota, which the changed license has otherwise: counted as permitted. What a quota comes to, the price of the license tells.`,
        ]
      : []),
    ...notDecided.map(notDecidedInWords),
    ...(isAll ? [] : [NOT_THROUGH]),
  ];
}

function changeInWords({ from, to, entries }: ReplayTotals['changed'][number]): string {
  const phrase = entriesOf(entries);
  if (from === 'permit' && to === 'permit') return `${phrase} would have gone out with other components.`;
  if (from === 'permit') return `${phrase} that went out would have been refused (${to}).`;
  if (to === 'permit') return `${phrase} that ${was(entries)} refused (${from}) would have gone out.`;
  return from === to
    ? `${phrase} would have been refused as before (${to}), with other components for other reasons.`
    : `${phrase} refused (${from}) would have been refused for another reason (${to}).`;
}

function partInWords({ type, from, to, components }: ReplayTotals['components'][number]): string[] {
  const phrase = count(components, `${type} component`);
  if (to === 'permit') return [`${phrase} that ${was(components)} withheld (${from}) would have gone out.`];
  return from === 'permit' ? [`${phrase} that went out would have been withheld (${to}).`] : [];
}

function notDecidedInWords({ reason, entries }: { reason: string; entries: number }): string {
  return `${entriesOf(entries)} could not be decided again (${reason}).`;
}

/** Months with possibly missing entries. */
export function absentInWords(months: readonly string[]): string[] {
  if (months.length === 0) return [];
  return [`Entries of ${months.join(', ')} are in the archive, or deleted, and may be missing here.`];
}

function most<R extends object>(rows: readonly R[], column: keyof R): R[] {
  return [...rows].sort((a, b) => Number(b[column]) - Number(a[column])).slice(0, SHOWN_MAX);
}

export function priceInWords(
  { asked, permitted, refused, notDecided }: PriceTotals,
  { units, quota, clashes }: Pick<PriceAnswer, 'units' | 'quota' | 'clashes'>,
  isAll: boolean,
): string[] {
  return [
    `Of ${count(asked, 'request')}, the license would have permitted ${permitted} and refused ${asked - permitted}.`,
    ...most(refused, 'entries').map(({ code, entries }) => `Refused with ${code}: ${entries}.`),
    `It would have cost ${count(units, 'unit')}.`,
    ...(quota ? [quotaInWords(quota)] : []),
    ...(clashes.length > 0
      ? [
          `It could not be stored: ${count(clashes.length, 'clash', 'clashes')} with what a license has alone.`,
        ]
      : []),
    ...notDecided.map(notDecidedInWords),
    ...(isAll ? [] : [NOT_THROUGH]),
  ];
}

function quotaInWords({ limit, per, onExceed, over, exceeded }: NonNullable<PriceAnswer['quota']>): string {
  const agreed = `The quota is ${count(limit, 'unit')} a ${per}`;
  if (over === 0) return `${agreed}, and would not have been exceeded.`;
  const windows = per === 'term' ? '' : ` in ${count(exceeded.length, per)}`;
  const consequence = onExceed === 'refuse' ? 'would have been refused' : 'would have been overage';
  return `${agreed}; exceeded${windows}: ${count(over, 'unit')} ${consequence}.`;
}
