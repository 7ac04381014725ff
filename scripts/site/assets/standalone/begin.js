/* Runs before the page is shown: tells the style sheet that there is a script, and in which colours the reader reads. */
(() => {
  'use strict';
  const root = document.documentElement;
  root.classList.replace('no-js', 'js');
  let chosen = null;
  try {
    chosen = localStorage.getItem('weergave');
  } catch {
    // A browser may keep nothing for this site; then the system's own setting holds.
  }
  // A project with a palette of its own has its own switch, which sets the scheme of the body.
  const ours = !document.currentScript.hasAttribute('data-own-palette');
  const dark = ours && (chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches);
  root.dataset.mdColorScheme = dark ? 'slate' : 'default';
})();
