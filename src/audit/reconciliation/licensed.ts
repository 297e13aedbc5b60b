/** Evaluates the reported use under the license at the time of publication. Pure. */
import { decisionOf } from '../../delivery/judge.ts';
import type { ArticleContext, LicenseContext } from '../../delivery/types.ts';
import { canonical } from '../../platform/canonical.ts';
import { decide, Message, type Parameter } from '../../rights/index.ts';
import type { RightsCode, StatedUse } from '../../rights/types.ts';
import { AUDIT_TEMPLATES, message } from '../templates.ts';
import { evidenceOf } from './judge.ts';
import type { Found, Kind, Reported } from './types.ts';

interface Probe {
  kind: Kind;
  /** Only the use that this finding is about, so that one fault does not hide another. */
  use: StatedUse;
  code: RightsCode;
}

/** Evaluates under the terms and restrictions at that time. */
export function outsideLicense(
  context: LicenseContext,
  article: ArticleContext,
  reported: Reported,
): Found[] {
  const { title, channel, territory, use } = reported.report;
  const location = territory === null ? {} : { territory };
  const act = use === null ? {} : { action: use };
  const probes: Probe[] = [
    { kind: 'outside_title', use: { title }, code: 'title_not_licensed' },
    { kind: 'wrong_channel', use: { channel }, code: 'channel_not_licensed' },
    ...(territory === null
      ? []
      : [{ kind: 'outside_territory' as const, use: location, code: 'territory_not_licensed' as const }]),
    ...(use === null ? [] : [{ kind: 'outside_use' as const, use: act, code: 'use_not_licensed' as const }]),
    { kind: 'against_restriction', use: { title, channel, ...location, ...act }, code: 'restricted' },
  ];
  return probes.flatMap((probe) => deniedFor(context, article, reported, probe));
}

function deniedFor(
  context: LicenseContext,
  article: ArticleContext,
  reported: Reported,
  { kind, use, code }: Probe,
): Found[] {
  const { bundle } = context;
  const { components: named, publishedAt } = reported.report;
  const { item } = article.snapshot;
  const components = item.components.filter(({ id }) => named.length === 0 || named.includes(id));
  if (components.length === 0) return [];
  // The term is checked separately, so the decision assumes that the license is in force.
  const now = Math.min(Math.max(Date.parse(publishedAt), bundle.startsMs), bundle.endsMs - 1);
  // Partners read findings too.
  const question = { entitlement: {}, use, now };
  const decision = decide(decisionOf(context, unembargoed(article), question, components));
  const denied = decision.components.filter(({ outcome, code: why }) => outcome === 'deny' && why === code);
  // If no component is named, a permitted one is assumed to have been published.
  const [first] = named.length > 0 || decision.outcome === 'deny' ? denied : [];
  if (!first) return [];
  const { id, version } = bundle.license;
  return [
    {
      kind,
      sentence: notPermitted(denied.map(({ message }) => message)),
      evidence: {
        ...evidenceOf(reported),
        rule: first.decidedBy,
        license: { id, version },
        components: denied.map(({ component }) => component),
      },
    },
  ];
}

/** Tells the first reason, which nothing was withheld for, and all components that were denied for it. */
function notPermitted(messages: Message[]): Message {
  const [{ key, parameters: { reason = '' } = {} } = {}] = messages;
  const isSame = (message: Message) => canonical(message.parameters.reason) === canonical(reason);
  const components = messages.filter(isSame).map(({ parameters: { component = '' } }) => component);
  const list = [...new Map(components.map((component) => [canonical(component), component])).values()];
  const isQuestion = key === 'decision.withheld_question';
  return message(isQuestion ? 'publication.not_permitted_question' : 'publication.not_permitted', {
    component: { list },
    reason: asReported(reason),
  });
}

/** Reasons that speak of a request: nothing was requested, the partner has reported a use. */
const REPORTED_REASONS = ['permits_not', 'restricted_there', 'restricted_unnamed'];

function asReported(reason: Parameter): Parameter {
  if (!(reason instanceof Message)) return reason;
  const name = reason.key.replace('reason.', '');
  return REPORTED_REASONS.includes(name)
    ? new Message(AUDIT_TEMPLATES, `publication.${name}`, reason.parameters)
    : reason;
}

/** The embargo is checked separately. */
function unembargoed(article: ArticleContext): ArticleContext {
  const { embargoedUntil: _embargo, ...item } = article.snapshot.item;
  return { ...article, snapshot: { ...article.snapshot, item } };
}
