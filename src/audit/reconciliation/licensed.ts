/** What the evaluator says of a publication: the use as it was reported, at the time that it was made. Pure. */

import { decisionOf } from '../../delivery/judge.ts';
import type { ArticleContext, LicenseContext } from '../../delivery/types.ts';
import { decide } from '../../rights/index.ts';
import type { RightsCode, StatedUse } from '../../rights/types.ts';
import { evidenceOf } from './judge.ts';
import type { Found, Kind, Reported } from './types.ts';

interface Asked {
  kind: Kind;
  /** What the finding is about alone, so that one fault does not hide another. */
  use: StatedUse;
  code: RightsCode;
}

/** Under the terms, and restrictions, of then. */
export function outsideLicense(world: LicenseContext, article: ArticleContext, reported: Reported): Found[] {
  const { title, channel, territory, use } = reported.report;
  const place = territory === null ? {} : { territory };
  const act = use === null ? {} : { action: use };
  const asked: Asked[] = [
    { kind: 'outside_title', use: { title }, code: 'title_not_licensed' },
    { kind: 'wrong_channel', use: { channel }, code: 'channel_not_licensed' },
    ...(territory === null
      ? []
      : [{ kind: 'outside_territory' as const, use: place, code: 'territory_not_licensed' as const }]),
    ...(use === null ? [] : [{ kind: 'outside_use' as const, use: act, code: 'use_not_licensed' as const }]),
    { kind: 'against_restriction', use: { title, channel, ...place, ...act }, code: 'restricted' },
  ];
  return asked.flatMap((one) => deniedFor(world, article, reported, one));
}

function deniedFor(
  world: LicenseContext,
  article: ArticleContext,
  reported: Reported,
  { kind, use, code }: Asked,
): Found[] {
  const { bundle } = world;
  const { components: named, publishedAt } = reported.report;
  const { item } = article.snapshot;
  const components = item.components.filter(({ id }) => named.length === 0 || named.includes(id));
  if (components.length === 0) return [];
  // The term is looked at by itself: here the license is asked as one that was in force.
  const now = Math.min(Math.max(Date.parse(publishedAt), bundle.startsMs), bundle.endsMs - 1);
  // The partner reads it, too.
  const question = { entitlement: {}, use, now };
  const decision = decide(decisionOf(world, unembargoed(article), question, components));
  const denied = decision.components.filter(({ outcome, code: why }) => outcome === 'deny' && why === code);
  // Who names no components has published one that was permitted, if there was any.
  const [first] = named.length > 0 || decision.outcome === 'deny' ? denied : [];
  if (!first) return [];
  const { id, version } = bundle.license;
  return [
    {
      kind,
      said: first.message,
      evidence: {
        ...evidenceOf(reported),
        rule: first.decidedBy,
        license: { id, version },
        components: denied.map(({ component }) => component),
      },
    },
  ];
}

/** The embargo is looked at by itself. */
function unembargoed(article: ArticleContext): ArticleContext {
  const { embargoedUntil: _embargo, ...item } = article.snapshot.item;
  return { ...article, snapshot: { ...article.snapshot, item } };
}
