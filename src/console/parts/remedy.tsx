/** What would have to change for a permit, as far as the decision tells: by its code, and by the rule that decided. */
import type { FC } from 'hono/jsx';
import { useView } from '../frame/view.ts';
import { EntityLink } from './entity.tsx';
import { isChangeable } from './rules.tsx';
import { Section } from './small.tsx';
import type { TracedComponent, TracedStep } from './trace.tsx';

interface RemedyProps {
  steps: TracedStep[];
  components: TracedComponent[];
  /** The license that was asked about. */
  license?: string | undefined;
  /** What the use would have to state. */
  missing?: string[] | undefined;
}

interface Stop {
  code: string;
  /** Kinds of component that it stops; none: all of it. */
  types: Set<string>;
  policies: Set<string>;
}

export const Remedy: FC<RemedyProps> = ({ steps, components, license, missing = [] }) => {
  const { t } = useView();
  const stops = stopsIn(steps, components, license).filter(({ code }) => t.word('fix', code) !== code);
  if (stops.length === 0) return null;
  return (
    <Section title={t('decisions.remedy')}>
      <ul class="remedies">
        {stops.map(({ code, types, policies }) => (
          <li>
            {types.size > 0 && (
              <strong>{[...types].map((type) => t.word('component', type)).join(', ')}: </strong>
            )}
            {t.word('fix', code)}
            {code === 'indeterminate' && missing.length > 0 && (
              <>
                {' '}
                {t('decisions.missing', { what: missing.map((one) => t.word('operand', one)).join(', ') })}
              </>
            )}
            {[...policies].map((id) => (
              <>
                {' '}
                <EntityLink id={id} />
              </>
            ))}
          </li>
        ))}
      </ul>
    </Section>
  );
};

/** What stops all of it comes before what stops a component; the same reason is told once. */
export function stopsIn(
  steps: TracedStep[],
  components: TracedComponent[],
  license: string | undefined,
): Stop[] {
  const stop = steps.find(({ result }) => result === 'stopped');
  if (stop?.code && stop.step !== 'policies') {
    const concerns =
      stop.step === 'license' || stop.step === 'product' || stop.step === 'quota' ? license : undefined;
    return [{ code: stop.code, types: new Set(), policies: new Set(concerns ? [concerns] : []) }];
  }
  const stops = new Map<string, Stop>();
  for (const { outcome, code, type, decidedBy } of components) {
    if (outcome !== 'deny' || code === undefined) continue;
    const known = stops.get(code) ?? { code, types: new Set(), policies: new Set() };
    stops.set(code, known);
    known.types.add(type);
    const policy = decidedBy.split('#')[0] ?? '';
    if (isChangeable(policy)) known.policies.add(policy);
  }
  return [...stops.values()];
}
