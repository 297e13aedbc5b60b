/** What each report shows, by its kind. */
import type { Child } from 'hono/jsx';
import type { components } from '../../../client/src/api.ts';
import { ActivityContent } from './activity.tsx';
import { ArticleContent } from './article.tsx';
import { CompletenessContent } from './completeness.tsx';
import { CounterContent } from './counter.tsx';
import type { Kind } from './kinds.ts';
import { RoyaltyContent } from './royalties.tsx';
import { RulesContent } from './rules.tsx';
import { SocietyContent } from './society.tsx';
import { UsageContent } from './usage.tsx';

type Schemas = components['schemas'];

export interface ReportData<T> {
  data: T;
  /** What it was asked by. */
  asked: Record<string, string>;
}

export function contentOf(kind: Kind, report: ReportData<unknown>): Child {
  const as = <T,>() => report as ReportData<T>;
  switch (kind) {
    case 'usage':
      return <UsageContent {...as<Schemas['UsageReport']>()} />;
    case 'royalties':
      return <RoyaltyContent {...as<Schemas['RoyaltyReport']>()} />;
    case 'article':
      return <ArticleContent {...as<Schemas['ArticleReport']>()} />;
    case 'rules':
      return <RulesContent {...as<Schemas['RulesReport']>()} />;
    case 'activity':
      return <ActivityContent {...as<Schemas['ActivityReport']>()} />;
    case 'completeness':
      return <CompletenessContent {...as<{ days: Schemas['CompletenessDay'][] }>()} />;
    case 'society':
      return <SocietyContent {...as<string>()} />;
    case 'platform':
    case 'items':
      return <CounterContent {...as<Schemas['CounterReport']>()} />;
  }
}
