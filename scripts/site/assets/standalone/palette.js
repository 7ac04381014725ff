/* For a project with a palette of its own: the colours that the reader chose with the theme's switch. */
(() => {
  'use strict';
  const palette = __md_get('__palette');
  if (!palette || !palette.color) return;
  let color = palette.color;
  if (color.media === '(prefers-color-scheme)') {
    const dark = matchMedia('(prefers-color-scheme: dark)').matches;
    const option = document.querySelector(`[data-md-color-media="(prefers-color-scheme: ${dark ? 'dark' : 'light'})"]`);
    if (option) color = {scheme: option.dataset.mdColorScheme, primary: option.dataset.mdColorPrimary, accent: option.dataset.mdColorAccent};
  }
  for (const [name, value] of Object.entries(color)) document.body.setAttribute(`data-md-color-${name}`, value);
})();
