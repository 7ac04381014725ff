/* The button for light and dark. What the system asks for holds until the reader chooses otherwise. */
(() => {
  'use strict';
  const button = document.querySelector('.weergave');
  if (!button) return;
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => root.dataset.mdColorScheme === 'slate';

  const show = (dark) => {
    root.dataset.mdColorScheme = dark ? 'slate' : 'default';
    const label = dark ? button.dataset.light : button.dataset.dark;
    button.title = label;
    button.setAttribute('aria-label', label);
  };

  const keep = (dark) => {
    try {
      if (dark === system.matches) localStorage.removeItem('weergave');
      else localStorage.setItem('weergave', dark ? 'dark' : 'light');
    } catch {
      // The choice then holds for this page only.
    }
  };

  button.addEventListener('click', () => {
    show(!isDark());
    keep(isDark());
  });
  system.addEventListener('change', () => show(system.matches));
  show(isDark());
  button.hidden = false;
})();
