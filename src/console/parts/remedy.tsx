/** What would have to change for a permit, derived from the decision's code and rule. */
import type { FC } from 'hono/jsx';
import { useView } from '../frame/view.ts';
import { EntityLink } from './entity.tsx';
import { isChangeable } from './rules.tsx';
import { Section } from './small.tsx';
import type { TracedComponent, TracedStep } from './trace.tsx';

interface RemedyProps {
  steps: TracedStep[];
  components: TracedComponent[];
  license?: string | undefined;
  missing?: string[] | undefined;
}

interface Stop {
  code: string;
  /** Affected component types; empty if the whole article is affected. */
  types: Set<string>;
  policies: Set<string>;
}

export const Remedy: FC<RemedyProps> = ({ steps, components, license, missing = [] }) => {
  const { t } = useView();
  const stops = stopsIn(steps, components, license).filter(({ code }) => t.word('fix', code) !== code);
  if (stops.length === 0) return null;
  const what = missing.map((operand) => t.word('operand', operand)).join(', ');
  return (
    <Section title={t('decisions.remedy')}>
      <ul class="remedies">
        {stops.map(({ code, types, policies }) => (
          <li>
            {types.size > 0 && (
              <strong>{[...types].map((type) => t.word('component', type)).join(', ')}: </strong>
            )}
            {t.word('fix', code)}
            {code === 'indeterminate' && what !== '' && ` ${t('decisions.missing', { what })}`}
            {[...policies].map((id) => [' ', <EntityLink id={id} />])}
          </li>
        ))}
      </ul>
    </Section>
  );
};

/** Reasons for a refusal, without duplicates. Reasons for the whole article come first. */
function stopsIn(steps: TracedStep[], components: TracedComponent[], license: string | undefined): Stop[] {
  const stop = steps.find(({ result }) => result === 'stopped');
  if (stop?.code && stop.step !== 'policies') {
    const concerns =
      stop.step === 'license' || stop.step === 'product' || stop.step === 'quota' ? license : undefined;
    const code = stop.message?.key === 'license.not_begun' ? 'license_not_begun' : stop.code;
    return [{ code, types: new Set(), policies: new Set(concerns ? [concerns] : []) }];
  }
  const stops = new Map<string, Stop>();
  for (const { outcome, type, otherwise, ...own } of components)
    for (const { code, decidedBy } of otherwise ? [own, otherwise] : [own]) {
      if (outcome !== 'deny' || code === undefined) continue;
      const stop = stops.get(code) ?? { code, types: new Set(), policies: new Set() };
      stops.set(code, stop);
      stop.types.add(type);
      const policy = decidedBy.split('#')[0] ?? '';
      if (isChangeable(policy)) stop.policies.add(policy);
    }
  return [...stops.values()];
}
