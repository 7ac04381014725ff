/* A table or code that is wider than the column can be scrolled with the keyboard too. */
(() => {
  'use strict';
  const boxes = document.querySelectorAll('.tabel, pre > code');
  if (!boxes.length) return;

  const look = () => boxes.forEach((box) => {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute('tabindex');
  });

  addEventListener('resize', look);
  look();
})();
