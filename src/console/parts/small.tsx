import type { Child, FC } from 'hono/jsx';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';

interface TimeProps {
  at: string | number | null | undefined;
  day?: boolean;
  /** Adds seconds. */
  precise?: boolean;
  /** Adds the name of the zone. */
  zoned?: boolean;
}

/** Instant in the viewer's zone; the tooltip and `datetime` have UTC milliseconds. */
export const Time: FC<TimeProps> = ({ at, day = false, precise = false, zoned = false }) => {
  const { t, zone } = useView();
  if (at === null || at === undefined) return null;
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return <>{String(at)}</>;
  const iso = date.toISOString();
  const timeStyle = precise ? 'medium' : 'short';
  return (
    <time datetime={iso} title={`${iso.replace('T', ' ').replace('Z', '')} UTC`}>
      {t.date(date, { timeZone: zone, dateStyle: 'medium', ...(!day && { timeStyle }) })}
      {zoned && ` (${zone})`}
    </time>
  );
};

/** Calendar day (`2026-03-01`), independent of zones. */
export const Day: FC<{ date: string }> = ({ date }) => {
  const { t } = useView();
  const ms = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
  const text = Number.isNaN(ms) ? date : t.date(ms, { timeZone: 'UTC', dateStyle: 'medium' });
  return <time datetime={date}>{text}</time>;
};

/** An address, which breaks after its punctuation rather than before its last letter. */
export const Breakable: FC<{ text: string }> = ({ text }) => (
  <>{text.split(/(?<=[@./?&=])/).map((part, index) => [index > 0 && <wbr />, part])}</>
);

/** A list without its items that are false. */
export const List: FC<{ items: Child[]; class?: string; 'aria-label'?: string }> = ({
  items,
  ...attributes
}) => (
  <ul {...attributes}>
    {items.filter(Boolean).map((item) => (
      <li>{item}</li>
    ))}
  </ul>
);

export const Lines: FC<{ texts: string[] }> = ({ texts }) => (
  <List class="plain-list" items={texts.map((text) => <Breakable text={text} />)} />
);

/** Copies a text. A script shows it. */
const CopyButton: FC<{ text: string; what: string }> = ({ text, what }) => {
  const { t } = useView();
  return (
    <button type="button" class="copy" data-copy={text} aria-label={t('copy.what', { what })} hidden>
      {t('copy.do')}
    </button>
  );
};

export const Hidden: FC<{ values: (readonly [name: string, value: string])[] }> = ({ values }) => (
  <>
    {values.map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
  </>
);

/** An id or digest. The style sheet shortens it on narrow screens. */
export const Id: FC<{ id: string }> = ({ id }) => (
  <span class="id">
    <code>{id}</code>
    <CopyButton text={id} what={id} />
  </span>
);

type Tone = 'good' | 'warn' | 'bad' | 'none';

/** Of states, whatever their list; others have none. */
const TONES: [Tone, RegExp][] = [
  ['good', /^(active|closed|corrected|delivered|gone|ok|permit|reachable|settled|usable)$/],
  ['warn', /^(degraded|embargoed|in_part|look|open|other|pending|suspended|unread|unreviewed|withheld)$/],
  ['bad', /^(altered|away|canceled|deny|killed|overdue|revoked|terminated|unchanged|withdrawn)$/],
];
const toneOf = (state: string): Tone => TONES.find(([, states]) => states.test(state))?.[0] ?? 'none';

/** A state as text and color. `list` selects `word.<list>.<value>`. */
export const Badge: FC<{ list: string; value: string; tone?: Tone }> = (props) => {
  const { list, value, tone = toneOf(value) } = props;
  return <span class={`badge ${tone}`}>{useView().t.word(list, value)}</span>;
};

export const Heading: FC<{ title: string; lead?: Child; children?: Child }> = ({ title, lead, children }) => (
  <header class="heading">
    <div>
      <h1>{title}</h1>
      {lead && <p class="lead">{lead}</p>}
    </div>
    {children && <div class="actions">{children}</div>}
  </header>
);

export const Section: FC<{ title: string; id?: string; actions?: Child; children?: Child }> = (props) => (
  <section id={props.id}>
    <header class="heading">
      <h2>{props.title}</h2>
      {props.actions && <div class="actions">{props.actions}</div>}
    </header>
    {props.children}
  </section>
);

/** Facts about one thing. Rows without content are omitted. */
export const Facts: FC<{ rows: [MessageKey, Child | undefined][]; class?: string }> = (props) => {
  const { t } = useView();
  const { rows, class: look = 'facts' } = props;
  return (
    <dl class={look}>
      {rows
        .filter(([, content]) => content || content === 0)
        .map(([name, content]) => (
          <div>
            <dt>{t(name)}</dt>
            <dd>{content}</dd>
          </div>
        ))}
    </dl>
  );
};

/** Empty state: what will appear here, and how to create it. */
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
  tone: Tone;
  title?: string | false | undefined;
  role?: 'alert' | 'status' | 'note';
  children?: Child;
}

export const Note: FC<NoteProps> = ({ tone, title, role = tone === 'bad' ? 'alert' : 'note', children }) => (
  <div class={`note ${tone}`} role={role}>
    {title && (
      <p>
        <strong>{title}</strong>
      </p>
    )}
    {children}
  </div>
);

interface SubmitProps {
  text: string;
  tone?: 'primary' | 'danger' | 'plain' | undefined;
  name?: string;
  value?: string;
  formmethod?: 'get';
  formaction?: string;
}

export const Submit: FC<SubmitProps> = ({ text, tone, ...attributes }) => (
  <button type="submit" {...(tone && { class: tone })} {...attributes}>
    {text}
  </button>
);

export const Code: FC<{ text: string; label: string }> = ({ text, label }) => (
  <figure class="code">
    <figcaption>
      <span>{label}</span>
      <CopyButton text={text} what={label} />
    </figcaption>
    <section class="scroll" tabindex={0} aria-label={label}>
      <pre>
        <code>{text}</code>
      </pre>
    </section>
  </figure>
);

export const JsonDetails: FC<{ summary: string; value: unknown; label?: string }> = (props) => (
  <details class="raw">
    <summary>{props.summary}</summary>
    <Code label={props.label ?? props.summary} text={JSON.stringify(props.value, null, 2)} />
  </details>
);
