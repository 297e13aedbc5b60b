/**
 * Every page that the desk may open. The others: pages-others.browser.test.ts.
 *
 * @module-tag long
 */
import { everyPage } from './support/every-page.ts';
import { PAGES } from './support/pages.ts';

everyPage(PAGES.filter(({ roles }) => roles?.includes('desk')));
