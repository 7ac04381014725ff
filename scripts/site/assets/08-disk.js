/* A site that was opened from a disk has no server that finds index.html for the address of a page. */
(() => {
  'use strict';

  if (location.protocol !== 'file:') return;

  function complete(event) {
    const link = event.target.closest?.('a[href]');
    if (link?.protocol === 'file:' && link.pathname.endsWith('/')) link.pathname += 'index.html';
  }

  for (const kind of ['click', 'auxclick', 'contextmenu']) document.addEventListener(kind, complete, true);
})();
