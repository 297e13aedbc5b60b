/**
 * Unicode normalization in linear time. Runtimes sort combining marks (UAX #15) by insertion, so ten thousand
 * marks of two classes on one letter take a second, and a hundred thousand minutes. Pure.
 */

/**
 * Marks, and the halfwidth voicing marks, which are letters that decompose to marks. The runtime handles up
 * to 32 in a row; text of any language has fewer than ten.
 */
const LONG_RUN = /[\p{M}\uFF9E\uFF9F]{33,}/gu;

/** Equals `text.normalize(form)`. */
export function normalized(text: string, form: 'NFC' | 'NFKC' | 'NFKD'): string {
  return text.replace(LONG_RUN, (run) => sortMarks(run, form === 'NFC' ? 'NFD' : 'NFKD')).normalize(form);
}

/**
 * Code units that the runtime sorts at a time: few, because its time is quadratic, but enough that the fifty
 * classes of Unicode are no overhead.
 */
const PART_UNITS = 256;

/** Decomposes and sorts the marks, so that normalization leaves them unchanged. */
function sortMarks(run: string, form: 'NFD' | 'NFKD'): string {
  let done = '';
  const waiting = new Map<CombiningClass, string>();
  const flush = () => {
    for (const combiningClass of CLASSES) done += waiting.get(combiningClass) ?? '';
    waiting.clear();
  };
  for (const part of partsOf(run)) {
    const decomposed = part.normalize(form);
    for (let begin = 0, end = 0; begin < decomposed.length; begin = end) {
      const combiningClass = classAt(decomposed, begin);
      do end += unitsAt(decomposed, end);
      while (end < decomposed.length && classAt(decomposed, end) === combiningClass);
      const marks = decomposed.slice(begin, end);
      if (combiningClass) waiting.set(combiningClass, (waiting.get(combiningClass) ?? '') + marks);
      else {
        // Class 0: no mark moves past it.
        flush();
        done += marks;
      }
    }
  }
  flush();
  return done;
}

/** Splits a text without dividing a character. */
function* partsOf(text: string): Generator<string> {
  for (let begin = 0, end = 0; begin < text.length; begin = end) {
    end = begin + PART_UNITS;
    end += unitsAt(text, end - 1) - 1;
    yield text.slice(begin, end);
  }
}

const unitsAt = (text: string, at: number) => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

/** Marks of one class keep their order. */
interface CombiningClass {
  mark: string;
}

/** Classes encountered so far, in ascending order. Unicode has about fifty. */
const CLASSES: CombiningClass[] = [];
/** Cache by code point of a mark, of which Unicode has some thousands. Null is class 0. */
const classByCodePoint = new Map<number, CombiningClass | null>();

/** Marks of the lowest and of the highest class. */
const [LOWEST, HIGHEST] = ['\u0334', '\u0345'];

function classAt(text: string, at: number): CombiningClass | null {
  const codePoint = text.codePointAt(at) ?? 0;
  const found = classByCodePoint.get(codePoint);
  if (found !== undefined) return found;
  const mark = String.fromCodePoint(codePoint);
  const combiningClass = belongsAfter(mark, LOWEST) || belongsAfter(HIGHEST, mark) ? newClassOf(mark) : null;
  classByCodePoint.set(codePoint, combiningClass);
  return combiningClass;
}

function newClassOf(mark: string): CombiningClass {
  const at = CLASSES.findIndex((belonging) => !belongsAfter(mark, belonging.mark));
  const next = CLASSES[at];
  if (next && !belongsAfter(next.mark, mark)) return next;
  const created = { mark };
  CLASSES.splice(at < 0 ? CLASSES.length : at, 0, created);
  return created;
}

/** Tells whether the runtime sorts `mark` after `other`: its class is higher, and neither is class 0. */
function belongsAfter(mark: string, other: string): boolean {
  return mark !== other && `a${mark}${other}`.normalize('NFD') === `a${other}${mark}`;
}
