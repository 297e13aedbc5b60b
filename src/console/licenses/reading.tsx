/** Beside the form of a license: what it permits in words, what is missing or does not fit, and the ODRL that it compiles to. */
import type { Child, FC } from 'hono/jsx';
import { Said } from '../forms/faults.tsx';
import { type Fault, listed } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import type { Translate } from '../frame/messages.ts';
import { faultIn } from '../frame/sentences.ts';
import { useView } from '../frame/view.ts';
import { Code, Note } from '../parts/small.tsx';
import type { DraftReading } from './draft.ts';

/** The name of the control that a pointer into the terms leads to. */
export function labelOf(path: string, t: Translate): string {
  const parts = path.split('/').filter((part) => part !== '' && !/^\d+$/.test(part));
  for (const name of [parts.join('.'), parts[0] ?? '']) {
    const key = `licenses.${name}` as MessageKey;
    if (t(key) !== key) return t(key);
  }
  return path;
}

/** The first sentence is the license; the others are its terms, one by one. */
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
    // A form that is being filled in is not interrupted by its faults (no role of an alert).
    <Note tone={title === 'licenses.wrong' ? 'bad' : 'warn'} role="note">
      <p>
        <strong>{t(title)}</strong>
      </p>
      <ul>
        {listed(findings).map((fault) => (
          <li>
            {fault.path && [<strong>{labelOf(fault.path, t)}</strong>, ': ']}
            <Said fault={fault} text={faultIn(view, fault)} />
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
  const isWhole = missing.length === 0 && faults.length === 0;
  return (
    <aside id="reading" class="reading" aria-labelledby="reading-title" tabindex={0}>
      <h2 id="reading-title">{t('licenses.reading')}</h2>
      {children}
      <Findings title="licenses.warnings" findings={warnings} />
      <Sentences sentences={sentences} />
      <p role="status" class="soft">
        {isWhole ? t('licenses.whole') : t('licenses.not_whole', { count: missing.length + faults.length })}
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
