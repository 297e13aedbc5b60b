/** Reads and prints sizes on a page or a screen: `600 pixels`, `1/4 page`, `half page`. */
import type { TextValue } from './dates.ts';
import type { Word } from './words.ts';

/** Unit → words; the first is printed. */
const UNITS: Record<string, string> = {
  px: 'PIXELS PIXEL PX PIXELES',
  cm: 'CM CENTIMETERS ZENTIMETER CENTIMETRES CENTIMETROS',
  mm: 'MM MILLIMETERS MILLIMETER MILLIMETRES MILIMETROS',
  page: 'PAGE PAGES SEITE PAGINA',
  column: 'COLUMNS COLUMN SPALTEN COLONNES COLUMNAS',
};
const UNIT_OF = new Map(
  Object.entries(UNITS).flatMap(([unit, names]) => names.split(' ').map((name) => [name, unit] as const)),
);

const PARTS: Record<string, string> = {
  HALF: '1/2',
  HALBE: '1/2',
  DEMI: '1/2',
  MEDIA: '1/2',
  QUARTER: '1/4',
  VIERTEL: '1/4',
  QUART: '1/4',
  CUARTO: '1/4',
  FULL: '1',
};
/** A third has no finite decimals, so the desk decides on it. */
const FRACTIONS: ReadonlyMap<string, string> = new Map(
  [2, 4, 8].flatMap((parts) =>
    Array.from({ length: parts - 1 }, (_, taken): [string, string] => [
      `${taken + 1}/${parts}`,
      String((taken + 1) / parts),
    ]),
  ),
);
const OF = new Set(['A', 'OF', 'DE', 'EINE', 'EINER']);

/** Reads `<amount> <unit>` with the amount in decimals, if a fraction of a page has finitely many. */
export function sizeAt(words: readonly Word[], start: number): TextValue<string> | undefined {
  const wordAt = (at: number) => (words[at]?.before === 'space' ? (words[at]?.folded ?? '') : '');
  const first = words[start]?.folded ?? '';
  const amount = PARTS[first] ?? first;
  let at = start + 1;
  while (OF.has(wordAt(at))) at += 1;
  const unit = UNIT_OF.get(wordAt(at));
  const decimals = unit === 'page' ? FRACTIONS.get(amount) : undefined;
  if (unit === undefined || (decimals === undefined && !/^[1-9]\d{0,4}$/.test(amount))) return undefined;
  return { value: `${decimals ?? amount} ${unit}`, end: at + 1 };
}

/** `600 px` → `600 PIXELS`. Undefined: no phrase means this size. */
export function sizeInProse(size: string): string | undefined {
  const [amount = '', unit = ''] = size.split(' ');
  const name = UNITS[unit]?.split(' ')[0];
  if (name === undefined) return undefined;
  const [fraction] = [...FRACTIONS].find(([, decimals]) => unit === 'page' && decimals === amount) ?? [];
  return fraction !== undefined || /^[1-9]\d{0,4}$/.test(amount)
    ? `${fraction ?? amount} ${name}`
    : undefined;
}
