/** Rendering context of a page: viewer, language, zone and API client. */
import type { Session } from '../../access/sessions/session.ts';
import type { AppEnv } from '../../platform/http.ts';
import type { Agency } from '../../stamp/types.ts';
import type { Api } from './api.ts';
import type { EntityNames } from './entity-names.ts';
import type { Translate } from './messages.ts';
import type { Preferences } from './preferences.ts';
import type { SavedView } from './saved-views.ts';

export interface View extends Preferences {
  t: Translate;
  agency: Agency;
  /** Address of the page, for links back to it. */
  url: URL;
  /** False if another site linked here (`Sec-Fetch-Site`, which no script can set). */
  isFromHere: boolean;
  now: number;
  /** Deployment id, used to bust cached assets. */
  release: string;
  session: Session | null;
  savedViews: SavedView[];
  /** Whether the viewer's role may open the page. */
  mayGo(href: string): boolean;
  names: EntityNames;
  /** Days between readings of each reported page; 0: pages are read after recalls only. */
  pageWatchDays: number;
}

export interface ConsoleView extends View {
  session: Session;
  api: Api;
}

export interface ConsoleEnv extends AppEnv {
  Variables: AppEnv['Variables'] & { view: ConsoleView };
}

/** View of the page being rendered. Rendering is synchronous, so pages never overlap. */
let current: View | null = null;

/** Renders a page. Components must be synchronous; load their data first. */
export function renderPage(view: View, document: { toString(): string | Promise<string> }): string {
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

/** Only valid while a page is rendered. */
export function useView(): View {
  if (!current) throw new Error('This part stands outside of a page');
  return current;
}
