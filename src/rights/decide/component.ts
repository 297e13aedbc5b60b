/** The decision about one component: its cases judged, what remains, and why. */
import type { ComponentDecision, StatedUse } from '../types.ts';
import type { Bench } from './bench.ts';
import { type Cell, judgeCells } from './cells.ts';
import { dimensionsOf } from './dimensions.ts';
import { effectiveRights } from './effective.ts';
import { denySentence, permitSentence } from './sentence.ts';
import { countInto, type Tallies, traceOf } from './trace.ts';
import type { Denial } from './verdict.ts';

export function decideComponent(bench: Bench, stated: StatedUse): ComponentDecision {
  const dimensions = dimensionsOf(bench, stated);
  const tallies: Tallies = new Map();
  const cells = judgeCells(bench, dimensions, dimensions.action, stated, countInto(tallies));
  if (!cells) return denied(bench, tooOpen(bench), stated, tallies);

  const permitted = cells.filter(({ verdict }) => verdict.outcome === 'permit');
  const rights = permitted.length > 0 ? effectiveRights(bench, dimensions, permitted, stated) : undefined;
  const [first] = permitted;
  if (!rights || first?.verdict.outcome !== 'permit')
    return denied(bench, nearestDenial(cells) ?? tooOpen(bench), stated, tallies);
  const { from, rule } = first.verdict.by;
  return {
    component: bench.component.id,
    type: bench.component.type,
    outcome: 'permit',
    decidedBy: `${from.id}#${rule.id}`,
    sentence: permitSentence(bench, rights),
    rights,
    trace: traceOf(bench, tallies, undefined, true),
  };
}

function denied(bench: Bench, denial: Denial, stated: StatedUse, tallies: Tallies): ComponentDecision {
  return {
    component: bench.component.id,
    type: bench.component.type,
    outcome: 'deny',
    code: denial.code,
    decidedBy: denial.decidedBy,
    sentence: denySentence(bench, denial, stated),
    trace: traceOf(bench, tallies, denial, false),
  };
}

/**
 * The one denial to report of many cases: of those that came nearest to a permit, the one whose rule denied most of
 * them. "Japan out" met every case, "editorial only" half of them: it was Japan.
 */
function nearestDenial(cells: readonly Cell[]): Denial | undefined {
  const denials = cells.map(({ verdict }) => verdict).filter((verdict) => verdict.outcome === 'deny');
  const stage = Math.max(...denials.map((denial) => denial.stage));
  const nearest = denials.filter((denial) => denial.stage === stage);
  const counts = new Map<string, number>();
  for (const { decidedBy } of nearest) counts.set(decidedBy, (counts.get(decidedBy) ?? 0) + 1);
  return nearest.reduce<Denial | undefined>(
    (best, denial) =>
      best && (counts.get(best.decidedBy) ?? 0) >= (counts.get(denial.decidedBy) ?? 0) ? best : denial,
    undefined,
  );
}

/** More cases than we judge, or rights that cannot be written down: the use must state more. */
function tooOpen({ license, component, now, origin }: Bench): Denial {
  return {
    outcome: 'deny',
    code: 'indeterminate',
    decidedBy: `${license.id}#too-open`,
    stage: 0,
    use: { action: '', component: component.type, at: now, origin },
  };
}
