/** Reading beside the license form: the terms in words, missing and invalid terms, and the ODRL. */
import type { Child, FC } from 'hono/jsx';
import { FaultText } from '../forms/faults.tsx';
import { type Fault, limitFaults } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import type { Translate } from '../frame/messages.ts';
import { faultIn } from '../frame/sentences.ts';
import { useView } from '../frame/view.ts';
import { Code, Note } from '../parts/small.tsx';
import type { DraftReading } from './draft.ts';

/** Label of the control for a pointer into the terms. */
export function labelOf(path: string, t: Translate): string {
  const segments = path.split('/').filter((segment) => segment !== '' && !/^\d+$/.test(segment));
  for (const name of [segments.join('.'), segments[0] ?? '']) {
    const key = `licenses.${name}` as MessageKey;
    if (t(key) !== key) return t(key);
  }
  return path;
}

/** The first sentence summarizes the license; the others state its terms. */
export const Sentences: FC<{ sentences: string[] }> = ({ sentences: [first, ...more] }) => (
  <div class="sentence">
    <p class="first">{first}</p>
    <ul>
      {more.map((sentence) => (
        <li>{sentence}</li>
      ))}
    </ul>
  </div>
);

interface FindingsProps {
  title: 'licenses.warnings' | 'licenses.wrong';
  findings: Fault[];
}

export const Findings: FC<FindingsProps> = ({ title, findings }) => {
  const view = useView();
  const { t } = view;
  if (findings.length === 0) return null;
  return (
    // Not an alert role, which would interrupt typing.
    <Note tone={title === 'licenses.wrong' ? 'bad' : 'warn'} role="note">
      <p>
        <strong>{t(title)}</strong>
      </p>
      <ul>
        {limitFaults(findings).map((fault) => (
          <li>
            {fault.path && [<strong>{labelOf(fault.path, t)}</strong>, ': ']}
            <FaultText fault={fault} text={faultIn(view, fault)} />
          </li>
        ))}
      </ul>
    </Note>
  );
};

interface ReadingProps {
  sentences: string[];
  draft: DraftReading;
  children?: Child;
}

export const Reading: FC<ReadingProps> = ({ sentences, draft, children }) => {
  const { t } = useView();
  const { missing, faults, warnings, agreement } = draft;
  const isValid = missing.length === 0 && faults.length === 0;
  return (
    <aside id="reading" class="reading" aria-labelledby="reading-title" tabindex={0}>
      <h2 id="reading-title">{t('licenses.reading')}</h2>
      {children}
      <Findings title="licenses.warnings" findings={warnings} />
      <Sentences sentences={sentences} />
      <p role="status" class="soft">
        {isValid ? t('licenses.whole') : t('licenses.not_whole', { count: missing.length + faults.length })}
      </p>
      {missing.length > 0 && (
        <Note tone="warn">
          <p>
            <strong>{t('licenses.missing')}</strong>
          </p>
          <ul>
            {[...new Set(missing.map(({ path }) => labelOf(path, t)))].map((label) => (
              <li>{label}</li>
            ))}
          </ul>
        </Note>
      )}
      <Findings title="licenses.wrong" findings={faults} />
      {agreement ? (
        <details>
          <summary>{t('licenses.agreement')}</summary>
          <Code label={t('licenses.agreement')} text={JSON.stringify(agreement, null, 2)} />
        </details>
      ) : (
        <p class="soft">{t('licenses.no_agreement')}</p>
      )}
    </aside>
  );
};
