/** A page says what will happen before it is done; what stops something, or cannot be undone, is confirmed by typing a name. */
import type { Child, FC } from 'hono/jsx';
import { normalized } from '../../platform/normalize.ts';
import type { Field } from '../forms/fields.ts';
import { Form } from '../forms/form.tsx';
import { EMPTY_FORM, type FormState, typed } from '../forms/state.ts';
import { faultOf } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';

const CONFIRM = '/confirm';

interface ConfirmProps {
  /** What has to be typed; absent: nothing, a click does it. */
  name?: string;
  submit: MessageKey;
  cancel: string;
  state?: FormState;
  /** Another act undoes it. */
  undoable?: boolean;
  /** Words that the form carries. */
  hidden?: Record<string, string>;
  /** Red, although a click does it. */
  danger?: boolean;
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
  danger = name !== undefined,
  hidden = {},
  children,
}) => {
  const { t } = useView();
  const about = undoable ? 'confirm.type_undoable' : 'confirm.type';
  const typing: Field[] =
    name === undefined
      ? []
      : [
          {
            kind: 'text',
            path: CONFIRM,
            label: 'confirm.label',
            instruction: t.rich(about, { name: <strong class="typed">{name}</strong> }),
            required: true,
          },
        ];
  return (
    <>
      <div class={`note ${name === undefined ? 'none' : 'warn'}`}>{children}</div>
      <Form
        fields={[...fields, ...typing]}
        state={state}
        submit={submit}
        cancel={cancel}
        hidden={hidden}
        danger={danger}
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
  const given = folded(String(form.get(CONFIRM) ?? ''));
  if (given !== '' && given === folded(name)) return null;
  return typed(form, { faults: [faultOf(CONFIRM, 'not_the_name')] });
}
