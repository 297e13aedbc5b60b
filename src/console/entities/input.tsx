/** A field for a thing: one types words of its name, the id goes along hidden. */
import type { FC } from 'hono/jsx';
import type { Entity } from '../frame/entity-names.ts';
import type { Translate } from '../frame/messages.ts';
import { useView } from '../frame/view.ts';
import { nameOf } from '../parts/entity.tsx';
import { Badge, Time } from '../parts/small.tsx';
import { IS, type Kind, PICK } from './resolve.ts';

interface InputProps {
  id: string;
  name: string;
  kinds: Kind[];
  /** An id, or words as they were typed. */
  value: string;
  /** As it was sent with them. */
  is?: string | undefined;
  /** What the words fit, to choose from. */
  hits?: Entity[] | undefined;
  required?: boolean;
  wiring?: Record<string, string>;
}

export const EntityInput: FC<InputProps> = ({
  id,
  name,
  kinds,
  value,
  is = '',
  hits = [],
  required = false,
  wiring = {},
}) => {
  const { t, names } = useView();
  const entity = names.get(value);
  const text = entity ? nameOf(entity, t) : value;
  return (
    <>
      <input
        id={id}
        name={name}
        type="text"
        value={text}
        required={required}
        autocomplete="off"
        spellcheck={false}
        data-find={kinds.join(' ')}
        data-matches={t('entities.choose')}
        {...wiring}
      />
      <input type="hidden" id={`${id}-is`} name={`${name}${IS}`} value={entity ? `${value} ${text}` : is} />
      {hits.length > 0 && (
        <fieldset class="hits">
          <legend class="unseen">{t('entities.choose')}</legend>
          {hits.map((hit) => (
            <label>
              <input type="radio" name={`${name}${PICK}`} value={hit.id} />{' '}
              <span>
                <span dir="auto">{nameOf(hit, t)}</span>
                <Detail of={hit} kinds={kinds} brief={isOnly(hit, hits)} />
              </span>
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
};

/** An article by its headline and day, unless several have it: then by its URI, too. */
export const isOnly = ({ kind, name }: Entity, among: Entity[]): boolean =>
  kind === 'article' && among.filter((one) => one.name === name).length === 1;

const GOOD = ['active', 'usable', 'open'];

/** What tells it from others of the same name. */
export const Detail: FC<{ of: Entity; kinds?: Kind[]; brief?: boolean }> = ({
  of,
  kinds = [],
  brief = false,
}) => {
  const { t } = useView();
  const { kind, detail, at, status } = of;
  const isBeside = kind !== 'statement' && detail !== undefined && !brief;
  if (!isBeside && !at && kinds.length === 1) return null;
  return (
    <span class="beneath">
      {kinds.length > 1 && `${t.word('entity', kind)} `}
      {isBeside && <bdi>{detail}</bdi>} {at && <Time at={at} day />}{' '}
      {status && !GOOD.includes(status) && <Badge list="status" value={status} />}
    </span>
  );
};

interface DetailOptions {
  t: Translate;
  day: (at: string) => string;
  /** Without the detail. */
  brief: boolean;
}

/** The same as a text, for suggestions. */
export function detailOf({ detail, at, status }: Entity, { t, day, brief }: DetailOptions): string {
  return [!brief && detail, at && day(at), status && !GOOD.includes(status) && t.word('status', status)]
    .filter(Boolean)
    .join(' · ');
}
