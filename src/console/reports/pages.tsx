import type { Child, FC } from 'hono/jsx';
import { ActivityContent } from './activity.tsx';
import { ArticleContent } from './article.tsx';
import { CompletenessContent } from './completeness.tsx';
import { CounterContent } from './counter.tsx';
import type { ReportData, ReportKind } from './kinds.ts';
import { RoyaltyContent } from './royalties.tsx';
import { RulesContent } from './rules.tsx';
import { SocietyContent } from './society.tsx';
import { UsageContent } from './usage.tsx';

const CONTENTS: Record<ReportKind, (report: ReportData<never>) => ReturnType<FC>> = {
  usage: UsageContent,
  royalties: RoyaltyContent,
  article: ArticleContent,
  rules: RulesContent,
  activity: ActivityContent,
  completeness: CompletenessContent,
  society: SocietyContent,
  platform: CounterContent,
  items: CounterContent,
};

export function contentOf(kind: ReportKind, report: ReportData<unknown>): Child {
  const Content = CONTENTS[kind];
  return <Content {...(report as ReportData<never>)} />;
}
