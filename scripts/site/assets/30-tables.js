/* A table that is wider than the window can be scrolled with the keyboard too. */
(() => {
  'use strict';
  const boxes = document.querySelectorAll('.tabel');
  if (!boxes.length) return;

  const look = () => boxes.forEach((box) => {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute('tabindex');
  });

  addEventListener('resize', look);
  look();
})();
