/** Is it as good as it should be, and as it was? Pure. */
import type { Suite, Target } from './suite.ts';

/** A ratio may be so much worse than before: machines breathe. */
const WORSE_MAX = 1.15;

export function isMet(target: Target, value: number): boolean {
  return 'most' in target ? value <= target.most : value >= target.least;
}

/** `≥ 0.33` */
export function boundOf(target: Target): string {
  return 'most' in target ? `≤ ${Number(target.most.toFixed(3))}` : `≥ ${target.least}`;
}

/** Names of the ratios that are worse than before by more than `WORSE_MAX`; those that are new are not. */
export function worseRatios(
  suite: Pick<Suite, 'targets' | 'worse'>,
  before: Record<string, number>,
  now: Record<string, number>,
): string[] {
  return Object.entries(now).flatMap(([name, value]) => {
    const was = before[name];
    if (was === undefined) return [];
    const worse = worseDirection(suite, name) === 'more' ? value > was * WORSE_MAX : value < was / WORSE_MAX;
    return worse ? [name] : [];
  });
}

function worseDirection(
  { targets, worse }: Pick<Suite, 'targets' | 'worse'>,
  ratio: string,
): 'more' | 'less' {
  const target = targets.find(({ figure }) => figure === ratio);
  if (!target) return worse;
  return 'most' in target ? 'more' : 'less';
}
