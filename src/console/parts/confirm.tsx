/** What cannot be undone is asked for once more, on a page that says what will happen, by typing the name of the thing. */
import type { Child, FC } from 'hono/jsx';
import { normalized } from '../../platform/normalize.ts';
import type { Field } from '../forms/fields.ts';
import { Form } from '../forms/form.tsx';
import { EMPTY_FORM, type FormState, typed } from '../forms/state.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';

const NAME: Field = { kind: 'text', path: '/confirm', label: 'confirm.label', required: true };

interface ConfirmProps {
  /** What has to be typed. */
  name: string;
  submit: MessageKey;
  cancel: string;
  state?: FormState;
  /** Another act undoes it. */
  undoable?: boolean;
  /** Words that the form carries. */
  hidden?: Record<string, string>;
  /** Further fields, such as a reason. */
  fields?: Field[];
  /** What will happen. */
  children?: Child;
}

export const Confirm: FC<ConfirmProps> = ({
  name,
  submit,
  cancel,
  state = EMPTY_FORM,
  fields = [],
  undoable = false,
  hidden = {},
  children,
}) => {
  const { t } = useView();
  return (
    <>
      <div class="note warn">{children}</div>
      <p>
        {t.rich(undoable ? 'confirm.type_undoable' : 'confirm.type', {
          name: <strong class="typed">{name}</strong>,
        })}
      </p>
      <Form
        fields={[...fields, NAME]}
        state={state}
        submit={submit}
        cancel={cancel}
        hidden={hidden}
        danger={!undoable}
      />
    </>
  );
};

/**
 * Null: the name was typed. Otherwise the form with what is wrong; spaces at the ends and folded ones are not held against anyone, nor is
 * what nobody sees, such as a soft hyphen. To type nothing confirms nothing.
 */
export function unconfirmed(form: FormData, name: string): FormState | null {
  const folded = (text: string) =>
    normalized(text, 'NFC')
      .replace(/\p{Cf}+/gu, '')
      .replace(/\s+/g, ' ')
      .trim();
  const given = folded(String(form.get('/confirm') ?? ''));
  if (given !== '' && given === folded(name)) return null;
  return typed(form, { faults: [{ path: '/confirm', message: 'This is not the name' }] });
}
