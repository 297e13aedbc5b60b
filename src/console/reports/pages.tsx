import type { Child } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import { ActivityContent } from './activity.tsx';
import { ArticleContent } from './article.tsx';
import { CompletenessContent } from './completeness.tsx';
import { CounterContent } from './counter.tsx';
import type { ReportData, ReportKind } from './kinds.ts';
import { RoyaltyContent } from './royalties.tsx';
import { RulesContent } from './rules.tsx';
import { SocietyContent } from './society.tsx';
import { UsageContent } from './usage.tsx';

export function contentOf(kind: ReportKind, report: ReportData<unknown>): Child {
  const reportAs = <T,>() => report as ReportData<T>;
  switch (kind) {
    case 'usage':
      return <UsageContent {...reportAs<Schema<'UsageReport'>>()} />;
    case 'royalties':
      return <RoyaltyContent {...reportAs<Schema<'RoyaltyReport'>>()} />;
    case 'article':
      return <ArticleContent {...reportAs<Schema<'ArticleReport'>>()} />;
    case 'rules':
      return <RulesContent {...reportAs<Schema<'RulesReport'>>()} />;
    case 'activity':
      return <ActivityContent {...reportAs<Schema<'ActivityReport'>>()} />;
    case 'completeness':
      return <CompletenessContent {...reportAs<{ days: Schema<'CompletenessDay'>[] }>()} />;
    case 'society':
      return <SocietyContent {...reportAs<string>()} />;
    case 'platform':
    case 'items':
      return <CounterContent {...reportAs<Schema<'CounterReport'>>()} />;
  }
}
