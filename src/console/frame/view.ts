/** What every part of a page knows: who looks, in which language and zone, and how to ask the API. */
import type { Session } from '../../access/sessions/session.ts';
import type { AppEnv } from '../../platform/http.ts';
import type { Agency } from '../../stamp/types.ts';
import type { Api } from './api.ts';
import type { EntityNames } from './entity-names.ts';
import type { Translate } from './messages.ts';
import type { Preferences } from './preferences.ts';
import type { SavedView } from './saved-views.ts';

/** Of any page, for anyone. */
export interface View extends Preferences {
  t: Translate;
  agency: Agency;
  /** Path and query of the page, for links back to it. */
  url: URL;
  /** A page of ours led here, and no link from elsewhere (`Sec-Fetch-Site`, which no script can set), or the browser does not say. */
  isFromHere: boolean;
  /** Milliseconds, UTC. */
  now: number;
  /** Names the deployment: assets of another one are fetched anew. */
  release: string;
  session: Session | null;
  /** Of whoever looks, in this browser. */
  savedViews: SavedView[];
  /** Of what the page mentions. */
  names: EntityNames;
}

/** Of a page for those who have signed in. */
export interface ConsoleView extends View {
  session: Session;
  api: Api;
}

export interface ConsoleEnv extends AppEnv {
  Variables: AppEnv['Variables'] & { view: ConsoleView };
}

/**
 * The view of the page that is being written. Writing a page is synchronous, from its first character to its last, so there is never
 * another one meanwhile; hono's own context would bring the whole of its client side into the worker's script.
 */
let current: View | null = null;

/** Writes a page whose parts ask for the view. They may not be asynchronous: what they show has been asked for before. */
export function written(view: View, document: { toString(): string | Promise<string> }): string {
  const outer = current;
  current = view;
  try {
    const text = document.toString();
    if (typeof text !== 'string') throw new Error('A part of this page is asynchronous');
    return text;
  } finally {
    current = outer;
  }
}

/** Inside a page only. */
export function useView(): View {
  if (!current) throw new Error('This part stands outside of a page');
  return current;
}
