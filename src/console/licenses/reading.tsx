/** Reading beside the license form: the terms in words, missing and invalid terms, and the ODRL. */
import type { Child, FC } from 'hono/jsx';
import { useView } from '../frame/view.ts';
import { JsonDetails, List, Note } from '../parts/small.tsx';
import type { DraftReading } from './draft.ts';
import { FaultNote, termName } from './fault-note.tsx';

/** The first sentence summarizes the license; the others state its terms. */
export const Sentences: FC<{ sentences: string[] }> = ({ sentences: [first, ...more] }) => (
  <div class="sentence">
    <p class="first">{first}</p>
    <List items={more} />
  </div>
);

interface ReadingProps {
  sentences: string[];
  draft: DraftReading;
  /** By the API, which also compares other licenses. */
  isRefused: boolean;
  children?: Child;
}

export const Reading: FC<ReadingProps> = ({ sentences, draft, isRefused, children }) => {
  const { t } = useView();
  const { body, missing, faults, warnings, agreement } = draft;
  const isValid = missing.length === 0 && faults.length === 0;
  return (
    <aside id="reading" class="reading" aria-labelledby="reading-title" tabindex={0}>
      <h2 id="reading-title">{t('licenses.reading')}</h2>
      {children}
      <div class="warnings">
        <FaultNote title="licenses.warnings" faults={warnings} />
      </div>
      <Sentences sentences={sentences} />
      <p role="status" class="soft">
        {!isValid && t('licenses.not_whole', { count: missing.length + faults.length })}
        {isValid && !isRefused && t('licenses.whole')}
      </p>
      {missing.length > 0 && (
        <Note tone="warn" title={t('licenses.missing')}>
          <List items={[...new Set(missing.map(({ path }) => termName(path, t)))]} />
        </Note>
      )}
      <FaultNote title="licenses.wrong" faults={faults} tone="bad" document={body} />
      {agreement ? (
        <JsonDetails summary={t('licenses.agreement')} value={agreement} />
      ) : (
        <p class="soft">{t('licenses.no_agreement')}</p>
      )}
    </aside>
  );
};
