/** Clashes as the desk reads them. Pure. */
import { compressTerritories, type Overlap, widestActs } from '../../rights/index.ts';
import type { Mend } from './mend.ts';

const SHOWN_MAX = 8;

export function listed(values: Iterable<string>): string {
  const all = [...values];
  const rest = all.length - SHOWN_MAX;
  const shown = rest > 0 ? [...all.slice(0, SHOWN_MAX), `${rest} more`] : all;
  return shown.length < 2 ? (shown[0] ?? 'nothing') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** `display of photograph in JP on web and app, from 2026-12-01T00:00:00Z until 2027-01-01T00:00:00Z` */
export function overlapInWords(overlap: Overlap): string {
  const { territories, except } = compressTerritories(overlap.territories);
  const places = `${listed(territories)}${except.length > 0 ? ` without ${listed(except)}` : ''}`;
  return `${listed(widestActs(overlap.acts))} of ${listed(overlap.components)} in ${places} on ${listed(overlap.channels)}, ${termInWords(overlap)}`;
}

function termInWords({ from, until }: Overlap): string {
  return `from ${instant(from)} until ${instant(until)}`;
}

/** Whole seconds are said without their milliseconds. */
function instant(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}

/** `prefix` is where the lists stand: '' for the terms, `exclusivity.` for those of the exclusivity. */
export function mendsInWords(mends: Mend[], prefix: string): string {
  return mends.map((mend) => mendInWords(mend, prefix)).join('; or ');
}

function mendInWords(mend: Mend, prefix: string): string {
  if ('add' in mend) return `${prefix}territories: add ${mend.add.map((name) => `"${name}"`).join(', ')}`;
  if ('leaveOut' in mend)
    return `${mend.field === 'products' ? '' : prefix}${mend.field}: leave out ${listed(mend.leaveOut)}`;
  const early = mend.field === 'ends';
  const field = prefix === '' ? mend.field : `${prefix}${early ? 'until' : 'from'}`;
  return `${field}: ${early ? 'no later' : 'no earlier'} than ${instant(Date.parse(mend.at))}`;
}
