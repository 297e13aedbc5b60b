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

/** Decomposed and in canonical order, which normalization leaves as it is. */
function ordered(run: string, form: 'NFD' | 'NFKD'): string {
  let done = '';
  const waiting = new Map<CombiningClass, string[]>();
  const flush = () => {
    if (waiting.size > 0) done += CLASSES.flatMap((one) => waiting.get(one) ?? []).join('');
    waiting.clear();
  };
  for (const character of run)
    for (const mark of character.normalize(form)) {
      const itsClass = classOf(mark);
      const others = itsClass && waiting.get(itsClass);
      if (others) others.push(mark);
      else if (itsClass) waiting.set(itsClass, [mark]);
      else {
        // Class 0: nothing is moved past it.
        flush();
        done += mark;
      }
    }
  flush();
  return done;
}

/** Marks of one class keep the order that they were written in. */
interface CombiningClass {
  /** One of its marks. */
  mark: string;
}

/** Those that were met, ascending. Unicode has some fifty. */
const CLASSES: CombiningClass[] = [];
/** By mark, of which Unicode has some thousands; null is class 0. */
const known = new Map<string, CombiningClass | null>();

/** Of the lowest class, and of the highest. */
const [LOWEST, HIGHEST] = ['\u0334', '\u0345'];

function classOf(mark: string): CombiningClass | null {
  const found = known.get(mark);
  if (found !== undefined) return found;
  const itsClass = belongsAfter(mark, LOWEST) || belongsAfter(HIGHEST, mark) ? newClassOf(mark) : null;
  known.set(mark, itsClass);
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
