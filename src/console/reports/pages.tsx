/** What each report shows, by its kind. */
import type { Child } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import { ActivityContent } from './activity.tsx';
import { ArticleContent } from './article.tsx';
import { CompletenessContent } from './completeness.tsx';
import { CounterContent } from './counter.tsx';
import type { Kind, ReportData } from './kinds.ts';
import { RoyaltyContent } from './royalties.tsx';
import { RulesContent } from './rules.tsx';
import { SocietyContent } from './society.tsx';
import { UsageContent } from './usage.tsx';

export function contentOf(kind: Kind, report: ReportData<unknown>): Child {
  const as = <T,>() => report as ReportData<T>;
  switch (kind) {
    case 'usage':
      return <UsageContent {...as<Schema<'UsageReport'>>()} />;
    case 'royalties':
      return <RoyaltyContent {...as<Schema<'RoyaltyReport'>>()} />;
    case 'article':
      return <ArticleContent {...as<Schema<'ArticleReport'>>()} />;
    case 'rules':
      return <RulesContent {...as<Schema<'RulesReport'>>()} />;
    case 'activity':
      return <ActivityContent {...as<Schema<'ActivityReport'>>()} />;
    case 'completeness':
      return <CompletenessContent {...as<{ days: Schema<'CompletenessDay'>[] }>()} />;
    case 'society':
      return <SocietyContent {...as<string>()} />;
    case 'platform':
    case 'items':
      return <CounterContent {...as<Schema<'CounterReport'>>()} />;
  }
}
