/** What is told of one file, or of one receipt in it. */

/** `withdrawn`: as it was released, and killed or held by the agency since. */
export type Verdict = 'genuine' | 'not_genuine' | 'withdrawn' | 'unchecked';

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
  withdrawn: 'WITHDRAWN BY THE AGENCY',
  unchecked: 'COULD NOT BE CHECKED',
};

/** 0 genuine, 1 not genuine or withdrawn, 2 could not be checked. */
export function exitCodeOf(findings: Finding[]): number {
  if (findings.some(({ verdict }) => verdict === 'not_genuine' || verdict === 'withdrawn')) return 1;
  return findings.length === 0 || findings.some(({ verdict }) => verdict === 'unchecked') ? 2 : 0;
}
