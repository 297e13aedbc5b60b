/** Describes a resource type; resource-pages.tsx creates its pages. */
import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { Field } from '../forms/fields.ts';
import type { FormState } from '../forms/state.ts';
import type { Answer, Api, Fault } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import type { ConsoleEnv, ConsoleView, View } from '../frame/view.ts';
import type { Needed } from '../parts/missing.tsx';
import type { Collection, Created, Resource } from './collection.ts';
import type { List } from './list-pages.tsx';

type Eventually<T> = T | Promise<T>;

/** Prefix of the messages `.title`, `.lead`, `.new` and `.empty`. */
type AreaName = 'partners' | 'products' | 'keys' | 'operators' | 'phrases' | 'holds';

export interface AreaForm {
  fields: Field[];
  start?: FormState;
  lead?: string;
  note?: Child;
  faults?(body: object, form: FormData): Promise<Fault[]>;
}

/** A button’s message, with those of the page’s heading (`_question`, `{name}`) and own button (`_do`). */
type ActionLabel = {
  [K in MessageKey]: `${K}_question` | `${K}_do` extends MessageKey ? K : never;
}[MessageKey];

export interface Action<R> {
  label: ActionLabel;
  /** Instead of `label`, depending on the resource. */
  labelOf?(resource: R, view: View): ActionLabel;
  /** `stops` (reversible) and `final` require typing the name; `click` needs a click. All are red. */
  weight?: 'stops' | 'final' | 'click';
  /** Text to type instead of the name, which is accepted too. */
  typedName?(resource: R, view: ConsoleView): string | undefined;
  isOffered?(resource: R): boolean;
  fields?(resource: R, view: ConsoleView): Field[];
  /** Initial values, unless `changes`. */
  start?: FormState;
  /** Fields start with the resource's values; an emptied field removes its value. */
  changes?: true;
  lead?(resource: R, view: ConsoleView): Child;
  /** Content above the effects. */
  before?(resource: R, view: ConsoleView): Eventually<Child>;
  effect(resource: R, view: ConsoleView): Eventually<Child>;
  /** Content between the fields and the button. */
  last?(resource: R, view: ConsoleView): Child;
  /** Checks in addition to the API's own. */
  faults?(resource: R, body: unknown, view: ConsoleView): Fault[];
  send(api: Api, id: string, body: unknown, header: { 'Idempotency-Key'?: string }): Promise<Answer<unknown>>;
  /** `?done=` for a repeated submission; makes the action idempotent. */
  repeated?: string;
  /** `?done=` of the redirect; `onto` is a path below the resource's page. */
  done: string;
  onto?: string;
  /** Page with the created secret, shown once. */
  answer?(created: unknown, resource: R): Child | undefined;
}

export interface Area<C extends Collection> {
  name: AreaName;
  path: string;
  api: C;
  nameOf(resource: Resource<C>, view: ConsoleView): string;
  /** Ids of entities that `nameOf` needs the names of. */
  idsIn?(resource: Resource<C>): string[];
  /** Heading of its page, if it is not its name. */
  titleOf?(resource: Resource<C>, view: ConsoleView): string;
  list: Pick<List<Resource<C>>, 'columns' | 'sorts' | 'controls' | 'file'> & {
    top?: Child;
  };
  /** Creating one needs any of these. */
  needs?: Needed[];
  create: {
    form(c: Context<ConsoleEnv>): Eventually<AreaForm>;
    done: string;
    /** `?done=` for a repeated submission; `not_made_twice` by default. */
    repeated?: string;
    answer?(created: Created<C>): Child | undefined;
    /** The API's body, if it is not the form's. */
    bodyOf?(body: object): object;
  };
  edit?: {
    form(resource: Resource<C>, view: ConsoleView): Eventually<AreaForm>;
    done: string;
    isOffered?(resource: Resource<C>): boolean;
  };
  /** Detail page below the heading; without it, actions are in the list. */
  show?(resource: Resource<C>, view: ConsoleView): Eventually<Child>;
  leadOf?(resource: Resource<C>, view: ConsoleView): string;
  /** By the last segment of the page's path. */
  actions: Record<string, Action<Resource<C>>>;
}
