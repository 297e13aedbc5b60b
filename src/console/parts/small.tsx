/** Small parts that every page is made of. */
import type { Child, FC } from 'hono/jsx';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';

/** In the viewer's zone; UTC to the millisecond on hover and for programs. `precise`: with seconds, as logs have them. */
export const Time: FC<{ at: string | number | null | undefined; day?: boolean; precise?: boolean }> = ({
  at,
  day = false,
  precise = false,
}) => {
  const { t, zone } = useView();
  if (at === null || at === undefined) return <span class="soft">–</span>;
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return <>{String(at)}</>;
  const iso = date.toISOString();
  const style: Intl.DateTimeFormatOptions = {
    dateStyle: 'medium',
    ...(!day && { timeStyle: precise ? 'medium' : 'short' }),
  };
  return (
    <time datetime={iso} title={`${iso.replace('T', ' ').replace('Z', '')} UTC`}>
      {t.date(date, { timeZone: zone, ...style })}
    </time>
  );
};

/** A calendar day of the API (`2026-03-01`), which is one in every zone. */
export const Day: FC<{ of: string }> = ({ of }) => {
  const { t } = useView();
  const ms = Date.parse(`${of.slice(0, 10)}T00:00:00Z`);
  const text = Number.isNaN(ms) ? of : t.date(ms, { timeZone: 'UTC', dateStyle: 'medium' });
  return <time datetime={of}>{text}</time>;
};

/** An id or a digest, whole for programs and copying, shortened on narrow screens by the style sheet. */
export const Id: FC<{ of: string; href?: string }> = ({ of, href }) => {
  const { t } = useView();
  return (
    <span class="id">
      {href ? (
        <a href={href}>
          <code>{of}</code>
        </a>
      ) : (
        <code>{of}</code>
      )}
      <button type="button" class="copy" data-copy={of} aria-label={t('copy.what', { what: of })} hidden>
        {t('copy.do')}
      </button>
    </span>
  );
};

const TONES: Record<string, 'good' | 'warn' | 'bad'> = {
  active: 'good',
  permit: 'good',
  usable: 'good',
  ok: 'good',
  confirmed: 'good',
  suspended: 'warn',
  unreviewed: 'warn',
  withheld: 'warn',
  open: 'warn',
  pending: 'warn',
  terminated: 'bad',
  revoked: 'bad',
  deny: 'bad',
  killed: 'bad',
  canceled: 'bad',
  withdrawn: 'bad',
};

/** A state by its word, never by its color alone. `list`: of `word.<list>.<value>`. */
export const Badge: FC<{ list: string; value: string; tone?: 'good' | 'warn' | 'bad' | 'none' }> = ({
  list,
  value,
  tone = TONES[value] ?? 'none',
}) => {
  const { t } = useView();
  return <span class={`badge ${tone}`}>{t.word(list, value)}</span>;
};

/** Title of a page, and what can be done on it. */
export const Heading: FC<{ title: string; lead?: Child; children?: Child }> = ({ title, lead, children }) => (
  <header class="heading">
    <div>
      <h1>{title}</h1>
      {lead && <p class="lead">{lead}</p>}
    </div>
    {children && <div class="actions">{children}</div>}
  </header>
);

export const Section: FC<{ title: string; id?: string; actions?: Child; children?: Child }> = ({
  title,
  id,
  actions,
  children,
}) => (
  <section {...(id !== undefined && { id })}>
    <header class="heading">
      <h2>{title}</h2>
      {actions && <div class="actions">{actions}</div>}
    </header>
    {children}
  </section>
);

/** What is known of one thing, by name. Rows without content are left out. */
export const Facts: FC<{ rows: [MessageKey, Child | undefined][] }> = ({ rows }) => {
  const { t } = useView();
  return (
    <dl class="facts">
      {rows
        .filter(([, content]) => content !== undefined && content !== null && content !== '')
        .map(([name, content]) => (
          <div>
            <dt>{t(name)}</dt>
            <dd>{content}</dd>
          </div>
        ))}
    </dl>
  );
};

/** Nothing there yet: what would be here, and how it gets here. */
export const Empty: FC<{ text: MessageKey; children?: Child }> = ({ text, children }) => {
  const { t } = useView();
  return (
    <div class="empty">
      <p>{t(text)}</p>
      {children}
    </div>
  );
};

interface NoteProps {
  tone: 'good' | 'warn' | 'bad' | 'none';
  role?: 'alert' | 'status' | 'note';
  children?: Child;
}

export const Note: FC<NoteProps> = ({ tone, role = tone === 'bad' ? 'alert' : 'note', children }) => (
  <div class={`note ${tone}`} role={role}>
    {children}
  </div>
);

/** Sends a form that is laid out by hand. */
export const Submit: FC<{ text: string; look?: 'primary' | 'danger' | 'plain' }> = ({
  text,
  look = 'primary',
}) => (
  <button type="submit" class={look}>
    {text}
  </button>
);

/** Words of a closed list, in a row. */
export const Words: FC<{ list: string; values: string[] | undefined }> = ({ list, values = [] }) => {
  const { t } = useView();
  if (values.length === 0) return <span class="soft">–</span>;
  return (
    <span class="words">
      {values.map((value) => (
        <span class="word">{t.word(list, value)}</span>
      ))}
    </span>
  );
};

/** Text for programs, scrollable by keyboard. */
export const Code: FC<{ text: string; label: string; copy?: boolean }> = ({ text, label, copy = true }) => {
  const { t } = useView();
  return (
    <figure class="code">
      <figcaption>
        <span>{label}</span>
        {copy && (
          <button
            type="button"
            class="copy"
            data-copy={text}
            aria-label={t('copy.what', { what: label })}
            hidden
          >
            {t('copy.do')}
          </button>
        )}
      </figcaption>
      <section class="scroll" tabindex={0} aria-label={label}>
        <pre>
          <code>{text}</code>
        </pre>
      </section>
    </figure>
  );
};
