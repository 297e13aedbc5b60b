/**
 * Unicode normalization in linear time. Runtimes put the marks on a character into canonical order (UAX #15)
 * by inserting one after another, so that ten thousand marks of two classes on one letter take a second, and
 * a hundred thousand minutes. Pure.
 */

/**
 * All that decomposes to marks: marks, and the halfwidth voicing marks, which are letters. Up to 32 in a row are left
 * to the runtime: text of any language has below ten.
 */
const LONG_RUN = /[\p{M}\uFF9E\uFF9F]{33,}/gu;

/** The same as `text.normalize(form)`. */
export function normalized(text: string, form: 'NFC' | 'NFKC' | 'NFKD'): string {
  return text.replace(LONG_RUN, (run) => ordered(run, form === 'NFC' ? 'NFD' : 'NFKD')).normalize(form);
}

/**
 * Code units that the runtime puts in order at a time: few, because its time grows with their square, and
 * enough that each of Unicode's fifty classes is one piece of them.
 */
const PART_UNITS = 256;

/** Decomposed and in canonical order, which normalization leaves as it is. */
function ordered(run: string, form: 'NFD' | 'NFKD'): string {
  let done = '';
  const waiting = new Map<CombiningClass, string>();
  const flush = () => {
    for (const itsClass of CLASSES) done += waiting.get(itsClass) ?? '';
    waiting.clear();
  };
  for (const part of partsOf(run)) {
    const decomposed = part.normalize(form);
    for (let begin = 0, end = 0; begin < decomposed.length; begin = end) {
      const itsClass = classAt(decomposed, begin);
      do end += unitsAt(decomposed, end);
      while (end < decomposed.length && classAt(decomposed, end) === itsClass);
      const marks = decomposed.slice(begin, end);
      if (itsClass) waiting.set(itsClass, (waiting.get(itsClass) ?? '') + marks);
      else {
        // Class 0: nothing is moved past it.
        flush();
        done += marks;
      }
    }
  }
  flush();
  return done;
}

/** No part ends within a character. */
function* partsOf(text: string): Generator<string> {
  for (let begin = 0, end = 0; begin < text.length; begin = end) {
    end = begin + PART_UNITS;
    end += unitsAt(text, end - 1) - 1;
    yield text.slice(begin, end);
  }
}

const unitsAt = (text: string, at: number) => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

/** Marks of one class keep the order that they were written in. */
interface CombiningClass {
  /** One of its marks. */
  mark: string;
}

/** Those that were met, ascending. Unicode has some fifty. */
const CLASSES: CombiningClass[] = [];
/** By code point of a mark, of which Unicode has some thousands; null is class 0. */
const known = new Map<number, CombiningClass | null>();

/** Of the lowest class, and of the highest. */
const [LOWEST, HIGHEST] = ['\u0334', '\u0345'];

function classAt(text: string, at: number): CombiningClass | null {
  const codePoint = text.codePointAt(at) ?? 0;
  const found = known.get(codePoint);
  if (found !== undefined) return found;
  const mark = String.fromCodePoint(codePoint);
  const itsClass = belongsAfter(mark, LOWEST) || belongsAfter(HIGHEST, mark) ? newClassOf(mark) : null;
  known.set(codePoint, itsClass);
  return itsClass;
}

function newClassOf(mark: string): CombiningClass {
  const at = CLASSES.findIndex((one) => !belongsAfter(mark, one.mark));
  const next = CLASSES[at];
  if (next && !belongsAfter(next.mark, mark)) return next;
  const own = { mark };
  CLASSES.splice(at < 0 ? CLASSES.length : at, 0, own);
  return own;
}

/** Whether the runtime moves it behind the other: it is of a higher class, and neither is of class 0. */
function belongsAfter(mark: string, other: string): boolean {
  return mark !== other && `a${mark}${other}`.normalize('NFD') === `a${other}${mark}`;
}
