/**
 * An entry decided again: on the policies that it names by version and digest, on the item, titles and products as they were, with the
 * use that was stated and what the token left. What comes out must be what the entry says, to the component; where it is not, why.
 */
import { itemHistory } from '../../articles/past/history.ts';
import { draftDelivery, draftRefusal } from '../../delivery/draft.ts';
import { type Judgement, judgeRequest, type Question } from '../../delivery/judge.ts';
import type { ArticleContext } from '../../delivery/types.ts';
import type { UseEntry } from '../../ledger/types.ts';
import { licensingHistory } from '../../licensing/past/history.ts';
import type { Env } from '../../platform/env.ts';
import { wholeEntitlement } from '../../rights/index.ts';
import type { Audience } from '../../rights/types.ts';
import { CHANGE_SPAN_MS, CLOCK_SPAN_MS, INSTANTS_MAX } from './limits.ts';
import {
  componentsAsked,
  type DecidedIn,
  decidedIn,
  instantsAround,
  useOf,
  withoutContent,
} from './question.ts';
import type { PAST_FAULTS } from './schemas.ts';
import { PastArticle, PastLicenses, type PastLicenseWorld } from './world.ts';

/**
 * `before_versions`: titles or products of then are not kept. `decided_otherwise`: all is there, and comes to something else.
 */
export type PastFault = (typeof PAST_FAULTS)[number];

/** A decision that came out as the entry says, with what it was made on. */
export interface Again {
  license: PastLicenseWorld;
  article: ArticleContext;
  question: Question;
  judgement: Exclude<Judgement, { kind: 'uncovered' }>;
  by: DecidedIn;
  /** Of whose state all of it is. ISO 8601 UTC. */
  instant: string;
}

export interface Past {
  licenses: PastLicenses;
  /** Null: there is no such item. */
  article: PastArticle | null;
}

export async function pastOf(env: Env, { license, article, version }: UseEntry): Promise<Past> {
  const [licensing, item] = await Promise.all([
    licensingHistory(env.DB, [license]),
    itemHistory(env, article, [version]),
  ]);
  return { licenses: new PastLicenses(licensing), article: item && new PastArticle(item) };
}

export function decideAgain(entry: UseEntry, past: Past, audience?: Audience): Again | PastFault {
  const { licenses, article } = past;
  if (!article) return 'document_gone';
  const decide = (one: Try) => decideAt(entry, licenses, article, { ...one, ...(audience && { audience }) });
  const now = Date.parse(entry.at);
  const first = decide({ instant: entry.at, now });
  if (typeof first === 'object') return first;
  const changes = [...licenses.changes.all, ...article.changes.all];
  const tries = [
    ...instantsAround(entry.at, changes, { spanMs: CHANGE_SPAN_MS, max: INSTANTS_MAX }).map((instant) => ({
      instant,
      now,
    })),
    // What the clock changes may have come between the decision and its entry.
    ...[-CLOCK_SPAN_MS, CLOCK_SPAN_MS].map((skew) => ({ instant: entry.at, now: now + skew })),
  ];
  for (const one of tries) {
    const again = decide(one);
    if (typeof again === 'object') return again;
  }
  // What is wrong with the state of the entry's own time is what is said.
  return first;
}

interface Try {
  instant: string;
  /** Milliseconds, UTC. */
  now: number;
  audience?: Audience;
}

function decideAt(
  entry: UseEntry,
  licenses: PastLicenses,
  articles: PastArticle,
  { instant, now, audience }: Try,
): Again | PastFault {
  const named = new Map(entry.policies.map(({ id, version }) => [id, version]));
  const { licenseVersion, version, format } = entry;
  const license = licenses.at({ license: entry.license, version: licenseVersion, at: instant, named });
  if (typeof license === 'string') return license;
  const article = articles.at({ version, at: instant, named, bare: withoutContent(entry) });
  if (typeof article === 'string') return article;
  const { world } = license;
  const { item } = article.snapshot;
  const entitlement = { ...wholeEntitlement(world.license, world.bundle.license.terms), ...entry.narrowed };
  const use = useOf(entry);
  const components = item.components.map(({ id }) => id);
  for (const component of componentsAsked(entry, components)) {
    const question: Question = {
      entitlement,
      use,
      now,
      ...(component !== undefined && { component }),
      ...(audience && { audience }),
    };
    const judgement = judgeRequest(world, article, question);
    if (judgement.kind === 'uncovered') continue;
    const asked = { use, format, entitlement };
    const draft =
      judgement.kind === 'permit'
        ? draftDelivery(world, item, asked, judgement, 'delivery')
        : draftRefusal(world, item, asked, judgement);
    const by = decidedIn(entry, draft);
    if (by) return { license, article, question, judgement, by, instant };
  }
  return faultOf(entry, license, article);
}

/** All that is needed is there, and the decision is another one. */
function faultOf(entry: UseEntry, license: PastLicenseWorld, article: ArticleContext): PastFault {
  const { world } = license;
  const here = [
    world.license,
    ...world.restrictions,
    ...world.exclusivities.map(({ restriction }) => restriction),
    ...article.restrictions,
  ];
  const known = new Map(here.map(({ id, sha256 }) => [id, sha256]));
  if (entry.policies.some(({ id, sha256 }) => known.get(id) !== sha256)) return 'policies_changed';
  return license.isGuessed ? 'before_versions' : 'decided_otherwise';
}
