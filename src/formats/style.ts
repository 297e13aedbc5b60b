/** The page's own style: a readable line length, the reader's color scheme, no external resources. */
export const PAGE_STYLE = [
  ':root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--soft:#595959;--line:#d9d9d9;--alert:#8f1414}',
  '@media(prefers-color-scheme:dark){:root{--ink:#e8e6e3;--paper:#16181a;--soft:#a8a8a8;--line:#3a3d40;--alert:#b3261e}}',
  'body{margin:0 auto;max-width:42rem;padding:1.5rem 1.25rem 3rem;color:var(--ink);background:var(--paper);',
  'font:1.0625rem/1.6 Georgia,"Times New Roman",serif}',
  'h1{font-size:2rem;line-height:1.2;margin:0 0 .75rem}h2,h3,h4{line-height:1.3;margin:2rem 0 .5rem}',
  'a{color:inherit}blockquote{margin:1rem 0;padding-left:1rem;border-left:3px solid var(--line)}',
  'pre{overflow-x:auto}table{border-collapse:collapse}td{border:1px solid var(--line);padding:.25rem .5rem}',
  '.by,figcaption,footer{color:var(--soft);font-size:.875rem;font-family:system-ui,sans-serif}',
  '.banner{background:var(--alert);color:#fff;padding:.75rem 1rem;margin:0 0 1.5rem;font:600 1rem/1.4 system-ui,sans-serif}',
  'figure{margin:1.5rem 0}img,video{max-width:100%;height:auto}figure.logo img{max-height:4rem;width:auto}',
  'footer{border-top:1px solid var(--line);margin-top:2.5rem;padding-top:1rem}.credit{color:var(--ink);font-weight:600}',
].join('');
