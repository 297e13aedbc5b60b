/** IRIs of units for ODRL, as in RightsML's examples. */
import { unitOf } from '../rights/odrl/units.ts';

const DBPEDIA = 'http://dbpedia.org/resource/';
const CURRENCY = 'http://cv.iptc.org/newscodes/iso4217a/';

/** Abbreviation → DBpedia name; other names are DBpedia's own, except for the first letter. */
const NAMES: Record<string, string> = {
  ms: 'Millisecond',
  s: 'Second',
  sec: 'Second',
  min: 'Minute',
  h: 'Hour',
  hr: 'Hour',
  d: 'Day',
  wk: 'Week',
  b: 'Byte',
  kb: 'Kilobyte',
  mb: 'Megabyte',
  gb: 'Gigabyte',
  px: 'Pixel',
  m: 'Metre',
  cm: 'Centimetre',
  mm: 'Millimetre',
  in: 'Inch',
  dpi: 'Dots_per_inch',
  ppi: 'Pixels_per_inch',
  '%': 'Percentage',
};

export function unitIri(unit: string): string {
  if (unitOf(unit)?.measures.startsWith('money:') && /^[a-z]{3}$/i.test(unit))
    return `${CURRENCY}${unit.toUpperCase()}`;
  const name = NAMES[unit.toLowerCase()] ?? unit.toLowerCase();
  return `${DBPEDIA}${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
