/**
 * Repeats the decision of an entry: on the policies that it names by version and digest, on the item, titles
 * and products at that time, with the stated use and the token's entitlement. The result must equal the
 * entry, component by component; otherwise a reason is returned.
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
import { PastArticle, type PastLicense, PastLicenses } from './historical-context.ts';
import { CHANGE_SPAN_MS, CLOCK_SPAN_MS, INSTANTS_MAX } from './limits.ts';
import {
  type DecidedIn,
  decidedIn,
  instantsAround,
  requestedComponents,
  useOf,
  withoutContent,
} from './question.ts';
import type { PAST_FAULTS } from './schemas.ts';

/**
 * `before_versions`: the titles or products of that time are not stored. `decided_otherwise`: all inputs
 * exist, but the result differs.
 */
export type PastFault = (typeof PAST_FAULTS)[number];

/** A repeated decision that equals the entry, with its inputs. */
export interface Redecision {
  license: PastLicense;
  article: ArticleContext;
  question: Question;
  judgement: Exclude<Judgement, { kind: 'uncovered' }>;
  decidedBy: DecidedIn;
  /** Instant of the state that was used. ISO 8601 UTC. */
  instant: string;
}

export interface Past {
  licenses: PastLicenses;
  /** Null: the item does not exist. */
  article: PastArticle | null;
}

export async function pastOf(env: Env, { license, article, version }: UseEntry): Promise<Past> {
  const [licensing, item] = await Promise.all([
    licensingHistory(env.DB, [license]),
    itemHistory(env, article, [version]),
  ]);
  return { licenses: new PastLicenses(licensing), article: item && new PastArticle(item) };
}

export function redecide(entry: UseEntry, past: Past, audience?: Audience): Redecision | PastFault {
  const { licenses, article } = past;
  if (!article) return 'document_gone';
  const decide = (attempt: Attempt) =>
    decideAt(entry, licenses, article, { ...attempt, ...(audience && { audience }) });
  const now = Date.parse(entry.at);
  const first = decide({ instant: entry.at, now });
  if (typeof first === 'object') return first;
  const changes = [...licenses.changes.all, ...article.changes.all];
  const tries = [
    ...instantsAround(entry.at, changes, { spanMs: CHANGE_SPAN_MS, max: INSTANTS_MAX }).map((instant) => ({
      instant,
      now,
    })),
    // Time-dependent rules may have changed between the decision and its entry.
    ...[-CLOCK_SPAN_MS, CLOCK_SPAN_MS].map((skew) => ({ instant: entry.at, now: now + skew })),
  ];
  for (const attempt of tries) {
    const redecision = decide(attempt);
    if (typeof redecision === 'object') return redecision;
  }
  // If no attempt succeeds, the reason is that of the entry's own time.
  return first;
}

interface Attempt {
  instant: string;
  /** Milliseconds, UTC. */
  now: number;
  audience?: Audience;
}

function decideAt(
  entry: UseEntry,
  licenses: PastLicenses,
  articles: PastArticle,
  { instant, now, audience }: Attempt,
): Redecision | PastFault {
  const named = new Map(entry.policies.map(({ id, version }) => [id, version]));
  const { licenseVersion, version, format } = entry;
  const license = licenses.at({ license: entry.license, version: licenseVersion, at: instant, named });
  if (typeof license === 'string') return license;
  const article = articles.at({ version, at: instant, named, withoutContent: withoutContent(entry) });
  if (typeof article === 'string') return article;
  const { context } = license;
  const { item } = article.snapshot;
  const entitlement = {
    ...wholeEntitlement(context.license, context.bundle.license.terms),
    ...entry.narrowed,
  };
  const use = useOf(entry);
  const components = item.components.map(({ id }) => id);
  for (const component of requestedComponents(entry, components)) {
    const question: Question = {
      entitlement,
      use,
      now,
      ...(component !== undefined && { component }),
      ...(audience && { audience }),
    };
    const judgement = judgeRequest(context, article, question);
    if (judgement.kind === 'uncovered') continue;
    const request = { use, format, entitlement };
    const draft =
      judgement.kind === 'permit'
        ? draftDelivery(context, item, request, judgement, 'delivery')
        : draftRefusal(context, item, request, judgement);
    const decidedBy = decidedIn(entry, draft);
    if (decidedBy) return { license, article, question, judgement, decidedBy, instant };
  }
  return faultOf(entry, license, article);
}

/** The reason when all inputs exist but the decision differs. */
function faultOf(entry: UseEntry, license: PastLicense, article: ArticleContext): PastFault {
  const { context } = license;
  const here = [
    context.license,
    ...context.restrictions,
    ...context.exclusivities.map(({ restriction }) => restriction),
    ...article.restrictions,
  ];
  const digests = new Map(here.map(({ id, sha256 }) => [id, sha256]));
  if (entry.policies.some(({ id, sha256 }) => digests.get(id) !== sha256)) return 'policies_changed';
  return license.isGuessed ? 'before_versions' : 'decided_otherwise';
}
