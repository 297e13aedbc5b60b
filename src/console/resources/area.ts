/** What an area says of its resources; resource-pages.tsx makes the pages of it. */
import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { Field } from '../forms/fields.ts';
import type { FormState } from '../forms/state.ts';
import type { Answer, Api, Fault } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import type { ConsoleEnv, ConsoleView } from '../frame/view.ts';
import type { Needed } from '../parts/missing.tsx';
import type { Collection, Created, Resource } from './collection.ts';
import type { List } from './list-pages.tsx';

type Eventually<T> = T | Promise<T>;

/** Prefix of the messages `.title`, `.lead`, `.new` and `.empty`. */
type Name = 'partners' | 'products' | 'keys' | 'operators' | 'phrases';

export interface FormOf {
  fields: Field[];
  /** What the form begins with. */
  start?: FormState;
  lead?: string;
  /** What should be known before it is sent. */
  note?: Child;
  /** What is wrong with it, or is asked, before the API has it. */
  faults?(body: object, form: FormData): Promise<Fault[]>;
}

/** Something that is done to a resource, on a page of its own that says what will happen. */
export interface Action<R> {
  /** Of its button on the page of the resource. */
  label: MessageKey;
  /** The heading of its page, about `{name}`. */
  question: MessageKey;
  /** Verb and object. */
  submit: MessageKey;
  /** Both are red and are confirmed by the name: `stops` until it is undone, `final` for good; `click`: red, and a click does it. */
  weight?: 'stops' | 'final' | 'click';
  /** What is typed, in place of the name in the question. */
  typed?(resource: R): string;
  isOffered?(resource: R): boolean;
  fields?(resource: R): Field[];
  /** What the form begins with; the resource itself is of `changes`. */
  start?: FormState;
  /** The fields begin with what is so, and an emptied one takes it away. */
  changes?: true;
  lead?(resource: R, view: ConsoleView): Child;
  /** Between the heading and what it means. */
  before?(resource: R, view: ConsoleView): Eventually<Child>;
  means(resource: R, view: ConsoleView): Eventually<Child>;
  /** What is wrong with the form besides what the API finds. */
  faults?(resource: R, body: unknown, view: ConsoleView): Fault[];
  send(api: Api, id: string, body: unknown, header: { 'Idempotency-Key'?: string }): Promise<Answer<unknown>>;
  /** It creates something, a single time however often the form is sent: `?done=` of the second time. */
  repeated?: string;
  /** `?done=` of the page that it leads to, and that page, if it is not the resource's own: below it. */
  done: string;
  onto?: string;
  /** The page that answers, if what was created is shown once. */
  answer?(created: unknown, resource: R): Child | undefined;
}

export interface Area<C extends Collection> {
  name: Name;
  /** Below /console. */
  path: string;
  api: C;
  nameOf(resource: Resource<C>): string;
  list: Pick<List<Resource<C>>, 'columns' | 'sorts' | 'controls' | 'file'> & {
    /** Between the heading and the filters. */
    top?: Child;
  };
  /** What has to be there before the first of these. */
  needs?: Needed;
  create: {
    form(c: Context<ConsoleEnv>): Eventually<FormOf>;
    done: string;
    /** `?done=` when the form was sent before; absent: `not_made_twice`. */
    repeated?: string;
    answer?(created: Created<C>): Child | undefined;
  };
  edit?: {
    form(resource: Resource<C>, view: ConsoleView): Eventually<FormOf>;
    done: string;
    isOffered?(resource: Resource<C>): boolean;
  };
  /** Its page, below the heading; absent: what can be done with it is in the list. */
  show?(resource: Resource<C>, view: ConsoleView): Eventually<Child>;
  leadOf?(resource: Resource<C>, view: ConsoleView): string;
  /** By the last part of the page's path. */
  actions: Record<string, Action<Resource<C>>>;
}
