/**
 * Judges one case, in this order: license → token → embargo → review → restrictions. The first denial
 * decides; the stage that a case reached says how near it was to a permit.
 */
import { heldByEmbargo } from '../odrl/actions.ts';
import { extentIn } from '../territories/within.ts';
import type { ApplicableRules } from './applicable-policies.ts';
import type { UseCase } from './case.ts';
import { type EvaluationContext, homeMarket } from './evaluation-context.ts';
import { judgeLicense, judgeLicenseLimits, judgeRestrictions } from './rules.ts';
import { type Denial, deny, STAGE, type TraceSink, type Verdict } from './verdict.ts';

/**
 * Returns the verdict on a case. If the home market counts, the use must be permitted there as well as in its
 * territory: publishing without geo-blocking is publishing at home.
 */
export function judge(context: EvaluationContext, use: UseCase, trace?: TraceSink): Verdict {
  const rules = context.policies.rulesFor(use.action);
  const { action, circumstances } = use;
  const market = homeMarket(context, circumstances);
  if (market !== undefined && market !== circumstances.territory) {
    const homeVerdict = judgeAt(
      context,
      rules,
      { action, circumstances: circumstances.inTerritory(market) },
      trace,
    );
    if (homeVerdict.outcome === 'deny') return homeVerdict;
    const territoryVerdict = judgeAt(context, rules, use, trace);
    // Duties of the rule for the home market are owed too.
    return territoryVerdict.outcome === 'deny' || territoryVerdict.rule === homeVerdict.rule
      ? territoryVerdict
      : { ...territoryVerdict, atHome: homeVerdict.rule };
  }
  return judgeAt(context, rules, use, trace);
}

function judgeAt(
  context: EvaluationContext,
  rules: ApplicableRules,
  use: UseCase,
  trace?: TraceSink,
): Verdict {
  const licenseVerdict = judgeLicense(context, rules, use, trace);
  if (licenseVerdict.outcome === 'deny') return licenseVerdict;
  return (
    unknownTitleDenial(context, use) ??
    unknownTerritoryDenial(context, use) ??
    judgeLicenseLimits(context, rules, use, trace) ??
    tokenDenial(context, rules, use) ??
    embargoDenial(context, use) ??
    reviewDenial(context, use) ??
    judgeRestrictions(context, rules, use, trace) ??
    licenseVerdict
  );
}

/** The license of a partner without titles names none, so a stated title is not one of its own. */
function unknownTitleDenial({ policies: { license } }: EvaluationContext, use: UseCase): Denial | undefined {
  const { title } = use.circumstances;
  if (title === undefined || license.record.titles.has(title)) return undefined;
  return deny('title_not_licensed', license, 'closed-by-default', STAGE.prohibited, use);
}

/**
 * A set of territories or an unknown word lies neither within nor outside a set of codes: content excluded in
 * France would be permitted in "the EU". So it is never accepted as the territory of a use.
 */
function unknownTerritoryDenial(
  { policies: { license }, stated, nowhere: isUnknownTerritory }: EvaluationContext,
  use: UseCase,
): Denial | undefined {
  if (!isUnknownTerritory || use.circumstances.territory !== stated.territory) return undefined;
  return deny('territory_not_licensed', license, 'closed-by-default', STAGE.prohibited, use);
}

function tokenDenial(
  { policies: { token }, component }: EvaluationContext,
  rules: ApplicableRules,
  use: UseCase,
): Denial | undefined {
  const outside = (part: string) => deny('outside_token', { id: 'token' }, part, STAGE.token, use);
  const { territory, channel: stated } = use.circumstances;
  if (token.datatypes && !token.datatypes.includes(component.type)) return outside('datatypes');
  if (!rules.inToken) return outside('actions');
  if (token.locations && !(territory !== undefined && extentIn(token.locations, territory) === 'within'))
    return outside('locations');
  if (token.channels && !token.channels.some((channel) => channel === stated)) return outside('channels');
  return undefined;
}

function embargoDenial({ embargoedUntil }: EvaluationContext, use: UseCase): Denial | undefined {
  if (embargoedUntil === undefined || use.circumstances.at >= embargoedUntil || !heldByEmbargo(use.action))
    return undefined;
  return deny('embargoed', { id: 'embargo' }, 'until', STAGE.embargo, use);
}

function reviewDenial(context: EvaluationContext, use: UseCase): Denial | undefined {
  return (
    context.unreviewed && deny('restriction_unreviewed', context.unreviewed, 'review', STAGE.review, use)
  );
}
