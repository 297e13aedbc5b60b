/** What is told of one file, or of one receipt in it. */

export type Verdict = 'genuine' | 'not_genuine' | 'unchecked';

export interface Finding {
  file: string;
  kind: 'receipt' | 'checkpoint' | 'inclusion' | 'consistency' | 'record' | 'picture' | 'pack' | 'unknown';
  verdict: Verdict;
  /** One line for people. */
  says: string;
  [detail: string]: unknown;
}

export const WORDS: Record<Verdict, string> = {
  genuine: 'GENUINE',
  not_genuine: 'NOT GENUINE',
  unchecked: 'COULD NOT BE CHECKED',
};

/** 0 genuine, 1 not, 2 could not be checked. */
export function exitCodeOf(findings: Finding[]): number {
  if (findings.some(({ verdict }) => verdict === 'not_genuine')) return 1;
  return findings.length === 0 || findings.some(({ verdict }) => verdict === 'unchecked') ? 2 : 0;
}
