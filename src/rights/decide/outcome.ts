/** What is decided about one component: its cases judged, and what remains. */
import type { EffectiveRights, RightsCode } from '../types.ts';
import type { Bench } from './bench.ts';
import { Circumstances } from './case.ts';
import { type Cell, isPermitted, judgeCells } from './cells.ts';
import { effectiveRights } from './effective.ts';
import { type Denial, deny, STAGE } from './verdict.ts';

export interface Outcome {
  outcome: 'permit' | 'deny';
  decidedBy: string;
  /** Set when denied. */
  code?: RightsCode;
  /** Set when permitted. */
  rights?: EffectiveRights;
}

export function judgeOutcome(bench: Bench): Outcome {
  const classes = bench.docket.dimensions.of(bench.stated);
  const cells = judgeCells(bench, classes);
  const permitted = cells?.filter(isPermitted) ?? [];
  const verdict = permitted[0]?.verdict;
  const rights = verdict && effectiveRights(bench, classes, permitted);
  if (rights && verdict)
    return { outcome: 'permit', decidedBy: `${verdict.from.id}#${verdict.rule.id}`, rights };
  const { decidedBy, code } = decidingDenial(bench, cells);
  return { outcome: 'deny', decidedBy, code };
}

/** The one denial to report. */
export function decidingDenial(bench: Bench, cells: readonly Cell[] | undefined): Denial {
  return nearestDenial(cells) ?? tooOpen(bench);
}

/**
 * Of the denials that came nearest to a permit, the one whose rule denied most cases. "Japan out" met every case, "editorial only" half
 * of them: it was Japan.
 */
function nearestDenial(cells: readonly Cell[] | undefined): Denial | undefined {
  const denials = (cells ?? []).map(({ verdict }) => verdict).filter((verdict) => verdict.outcome === 'deny');
  if (denials.length < 2) return denials[0];
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
export function tooOpen({ docket: { license }, component, subject, now }: Bench): Denial {
  const parts = { component: component.type, at: now, origin: subject.versionCreated };
  const where = new Circumstances(parts, license.record.setting);
  return deny('indeterminate', license, 'too-open', STAGE.license, { action: '', where });
}
