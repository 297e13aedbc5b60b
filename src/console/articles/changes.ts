/** What changed from one text to the next: paragraph by paragraph, and in a changed paragraph word by word. Pure. */
import type { Budget } from '../../platform/budget.ts';
import { diffBlocks } from '../../stamp/diff.ts';
import { CELLS_A_COMPARISON } from '../../stamp/limits.ts';

export interface Piece {
  kind: 'same' | 'gone' | 'new';
  text: string;
}

/** A paragraph; one that was changed has its pieces. */
export type Change = Piece | { kind: 'changed'; pieces: Piece[] };

export function changesBetween(
  before: readonly string[],
  after: readonly string[],
  budget: Budget,
): Change[] {
  const { equal: kept, changed, replacements: instead } = diffBlocks(before, after, { budget });
  const partner = new Map([...kept, ...changed.map((at, nth) => [at, instead[nth] ?? -1] as const)]);
  const changes: Change[] = [];
  let next = 0;
  const addUntil = (end: number) => {
    for (; next < end; next++) changes.push({ kind: 'new', text: after[next] ?? '' });
  };
  for (const [at, text] of before.entries()) {
    const there = partner.get(at);
    if (there === undefined) {
      changes.push({ kind: 'gone', text });
      continue;
    }
    addUntil(there);
    const other = after[there] ?? '';
    changes.push(
      text === other ? { kind: 'same', text } : { kind: 'changed', pieces: piecesOf(text, other, budget) },
    );
    next = there + 1;
  }
  addUntil(after.length);
  return changes;
}

const wordsIn = (text: string) => text.split(/(?<=\s)/u);

/**
 * In each gap what is gone first, then what is new. Once the budget is used up, paragraphs are shown as replaced as
 * a whole.
 */
function piecesOf(before: string, after: string, budget: Budget): Piece[] {
  const [old, now] = [wordsIn(before), wordsIn(after)];
  if (!budget.has('comparisons', 1 + (old.length * now.length) / CELLS_A_COMPARISON))
    return [
      { kind: 'gone', text: before },
      { kind: 'new', text: after },
    ];
  const pieces: Piece[] = [];
  const push = (kind: Piece['kind'], words: string[]) => {
    if (words.length === 0) return;
    const last = pieces.at(-1);
    if (last?.kind === kind) last.text += words.join('');
    else pieces.push({ kind, text: words.join('') });
  };
  let [i, j] = [0, 0];
  for (const [nextI, nextJ] of [
    ...diffBlocks(old, now, { budget }).equal,
    [old.length, now.length] as const,
  ]) {
    push('gone', old.slice(i, nextI));
    push('new', now.slice(j, nextJ));
    push('same', old.slice(nextI, nextI + 1));
    [i, j] = [nextI + 1, nextJ + 1];
  }
  return pieces;
}

/** The paragraphs of a text as `GET …/preview?format=text` has it, without its line ends. */
export function paragraphsOf(text: string): string[] {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replaceAll('\n', ' ').trim())
    .filter((paragraph) => paragraph !== '' && !/^=+$/.test(paragraph));
}
