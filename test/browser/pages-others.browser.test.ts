/**
 * Every page that the desk may not open, and every public one. The others: pages-desk.browser.test.ts.
 *
 * @module-tag long
 */
import { everyPage } from './support/every-page.ts';
import { PAGES } from './support/pages.ts';

everyPage(PAGES.filter(({ roles }) => !roles?.includes('desk')));
