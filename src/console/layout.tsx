/** The frame of the public pages: no script but our own files, readable without any. */
import type { Child, FC } from 'hono/jsx';

export const STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fbfaf7; --soft: #5b6470; --line: #d9d5cb; --good: #17663a; --bad: #9b1c1c; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e6e1; --paper: #16181b; --soft: #9aa3ad; --line: #33383e; --good: #6fcf97; --bad: #ff8f8f; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 17px/1.55 Georgia, 'Times New Roman', serif; }
main { max-width: 44rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .5rem; }
p.lead, footer { color: var(--soft); }
label { display: block; margin: 1.25rem 0 .35rem; font-weight: bold; }
textarea { width: 100%; min-height: 7rem; padding: .6rem; font: 14px/1.45 ui-monospace, Menlo, Consolas, monospace; color: inherit; background: transparent; border: 1px solid var(--line); border-radius: 6px; }
input[type=file] { max-width: 100%; font: inherit; }
button { display: block; margin-top: 1rem; padding: .55rem 1.1rem; font: inherit; color: var(--paper); background: var(--ink); border: 0; border-radius: 6px; cursor: pointer; }
:focus-visible { outline: 3px solid #3b82f6; outline-offset: 2px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1rem; margin: 1rem 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
.verdict { border-top: 1px solid var(--line); margin-top: 2rem; padding-top: 1rem; }
.good { color: var(--good); } .bad { color: var(--bad); }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: .9rem; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } }
`;

export const Page: FC<{ title: string; agency: string; script?: string; children?: Child }> = ({
  title,
  agency,
  script,
  children,
}) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{`${title} · ${agency}`}</title>
      <link rel="icon" href="data:," />
      <link rel="stylesheet" href="/assets/page.css" />
      {script && <script type="module" src={script} />}
    </head>
    <body>
      <main>
        {children}
        <footer>{agency}</footer>
      </main>
    </body>
  </html>
);
