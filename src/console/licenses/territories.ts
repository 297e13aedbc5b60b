/** Territories of terms and restrictions in words. */
import { territoryCodes } from '../../rights/territories/expand.ts';
import { widerPlaces } from '../../rights/territories/subdivisions.ts';
import type { Translate } from '../frame/messages.ts';
import { placeIn } from '../frame/sentences.ts';

/** `in Japan and the Netherlands`, `in all countries but not in Japan`. The narrower place wins. */
export function areasInWords(names: readonly string[], t: Translate): string {
  const except = names.filter((name) => name.startsWith('-')).map((name) => name.slice(1));
  const included = names.filter((name) => !name.startsWith('-'));
  const excludedCodes = new Set(except.flatMap((name) => [...(territoryCodes(name) ?? [])]));
  // `["world", "-DE", "DE-BY"]` includes Bavaria.
  const isReadmitted = (name: string) => {
    const [code = '', ...more] = territoryCodes(name) ?? [];
    return (
      more.length === 0 &&
      !excludedCodes.has(code) &&
      widerPlaces(code).some((wider) => excludedCodes.has(wider))
    );
  };
  const readmitted = included.filter(isReadmitted);
  const base = included.filter((name) => !isReadmitted(name));
  const inWords = (list: readonly string[]) => {
    const places = [...new Set(list.map((name) => placeIn(t, name)))];
    return t('licenses.say.places', { list: t.list(places) });
  };
  if (base.length === 0) return inWords(readmitted);
  return [
    inWords(base),
    ...(except.length > 0 ? [t('licenses.say.except', { places: inWords(except) })] : []),
    ...(readmitted.length > 0 ? [t('licenses.say.again', { places: inWords(readmitted) })] : []),
  ].join('');
}
