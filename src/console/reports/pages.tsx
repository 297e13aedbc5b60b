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
  const typed = <T,>() => report as ReportData<T>;
  switch (kind) {
    case 'usage':
      return <UsageContent {...typed<Schema<'UsageReport'>>()} />;
    case 'royalties':
      return <RoyaltyContent {...typed<Schema<'RoyaltyReport'>>()} />;
    case 'article':
      return <ArticleContent {...typed<Schema<'ArticleReport'>>()} />;
    case 'rules':
      return <RulesContent {...typed<Schema<'RulesReport'>>()} />;
    case 'activity':
      return <ActivityContent {...typed<Schema<'ActivityReport'>>()} />;
    case 'completeness':
      return <CompletenessContent {...typed<{ days: Schema<'CompletenessDay'>[] }>()} />;
    case 'society':
      return <SocietyContent {...typed<string>()} />;
    case 'platform':
    case 'items':
      return <CounterContent {...typed<Schema<'CounterReport'>>()} />;
  }
}
