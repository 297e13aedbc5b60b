/**
 * Judges one case, in this order: license → token → embargo → review → restrictions. The first that says no decides;
 * how far a case came says how near it was to a permit.
 */
import { heldByEmbargo } from '../odrl/actions.ts';
import { extentIn } from '../territories/within.ts';
import { type Bench, homeMarket } from './bench.ts';
import type { UseCase } from './case.ts';
import type { ActDocket } from './docket.ts';
import { grantedBy, limitedBy, restricted } from './rules.ts';
import { type Denial, deny, STAGE, type Verdict, type Witness } from './verdict.ts';

/**
 * The verdict on a case. When the license says that the market counts, the use must be permitted there as well as in
 * its territory: whoever publishes without geo-blocking publishes at home.
 */
export function judge(bench: Bench, use: UseCase, witness?: Witness): Verdict {
  const act = bench.docket.act(use.action);
  const { action, where } = use;
  const market = homeMarket(bench, where);
  if (market !== undefined && market !== where.territory) {
    const home = judgeAt(bench, act, { action, where: where.in(market) }, witness);
    if (home.outcome === 'deny') return home;
    const there = judgeAt(bench, act, use, witness);
    // What the rule for home demands is owed too.
    return there.outcome === 'deny' || there.rule === home.rule ? there : { ...there, atHome: home.rule };
  }
  return judgeAt(bench, act, use, witness);
}

function judgeAt(bench: Bench, act: ActDocket, use: UseCase, witness?: Witness): Verdict {
  const granted = grantedBy(bench, act, use, witness);
  if (granted.outcome === 'deny') return granted;
  return (
    unknownTitle(bench, use) ??
    unknownPlace(bench, use) ??
    limitedBy(bench, act, use, witness) ??
    outsideToken(bench, act, use) ??
    heldBack(bench, use) ??
    unreviewed(bench, use) ??
    restricted(bench, act, use, witness) ??
    granted
  );
}

/** A partner without titles has a license that names none: a title that is stated all the same is not its own. */
function unknownTitle({ docket: { license } }: Bench, use: UseCase): Denial | undefined {
  const { title } = use.where;
  if (title === undefined || license.record.titles.has(title)) return undefined;
  return deny('title_not_licensed', license, 'closed-by-default', STAGE.prohibited, use);
}

/**
 * A set of territories, or a word for one that we do not know, lies in no set of codes and outside of none: what is out
 * in France would be permitted in "the EU". So it is no territory of a use, whatever the license says of territories.
 */
function unknownPlace({ docket: { license }, stated, nowhere }: Bench, use: UseCase): Denial | undefined {
  if (!nowhere || use.where.territory !== stated.territory) return undefined;
  return deny('territory_not_licensed', license, 'closed-by-default', STAGE.prohibited, use);
}

function outsideToken(
  { docket: { token }, component }: Bench,
  act: ActDocket,
  use: UseCase,
): Denial | undefined {
  const outside = (part: string) => deny('outside_token', { id: 'token' }, part, STAGE.token, use);
  const { territory, channel: stated } = use.where;
  if (token.datatypes && !token.datatypes.includes(component.type)) return outside('datatypes');
  if (!act.inToken) return outside('actions');
  if (token.locations && !(territory !== undefined && extentIn(token.locations, territory) === 'within'))
    return outside('locations');
  if (token.channels && !token.channels.some((channel) => channel === stated)) return outside('channels');
  return undefined;
}

function heldBack({ embargoedUntil }: Bench, use: UseCase): Denial | undefined {
  if (embargoedUntil === undefined || use.where.at >= embargoedUntil || !heldByEmbargo(use.action))
    return undefined;
  return deny('embargoed', { id: 'embargo' }, 'until', STAGE.embargo, use);
}

function unreviewed(bench: Bench, use: UseCase): Denial | undefined {
  return bench.unreviewed && deny('restriction_unreviewed', bench.unreviewed, 'review', STAGE.review, use);
}
