/** A field for a thing: one types words of its name, the id goes along hidden. */
import type { FC } from 'hono/jsx';
import type { Entity } from '../frame/entity-names.ts';
import { useView, type View } from '../frame/view.ts';
import { nameOf } from '../parts/entity.tsx';
import { IS, type Kind, PICK } from './resolve.ts';

interface InputProps {
  id: string;
  name: string;
  kinds: Kind[];
  /** The id of what is never meant. */
  except?: string | undefined;
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
  except,
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
        data-except={except}
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
                <Detail of={hit} kinds={kinds} among={hits} />
              </span>
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
};

/** An article by its headline and day, unless several have it: then by its URI, too. */
const isOnly = ({ kind, name }: Entity, among: Entity[]): boolean =>
  kind === 'article' && among.filter((one) => one.name === name).length === 1;

const GOOD = ['active', 'usable', 'open'];

interface DetailProps {
  of: Entity;
  /** That could be meant. */
  kinds: Kind[];
  /** What it is listed with. */
  among: Entity[];
}

/** What tells it from others of the same name. The period of a statement is in its name. */
export function detailOf({ of, kinds, among }: DetailProps, { t, zone }: View): string {
  const { kind, detail, at, status } = of;
  return [
    kinds.length !== 1 && t.word('entity', kind),
    kind !== 'statement' && !isOnly(of, among) && detail,
    at && t.date(at, { timeZone: zone, dateStyle: 'medium' }),
    status && !GOOD.includes(status) && t.word('status', status),
  ]
    .filter(Boolean)
    .join(' · ');
}

export const Detail: FC<DetailProps> = (props) => {
  const text = detailOf(props, useView());
  return text === '' ? null : (
    <span class="beneath" dir="auto">
      {text}
    </span>
  );
};
