/* In a small window the menu comes over the page. Without this script the button leads to the menu below the text. */
(() => {
  'use strict';
  const control = document.querySelector('.naar-menu');
  const menu = document.getElementById('menu');
  if (!control || !menu) return;
  const root = document.documentElement;
  const wide = matchMedia('(min-width: 76.25em)');
  const behind = document.querySelectorAll('.md-content, .md-footer');

  control.setAttribute('role', 'button');
  control.setAttribute('aria-controls', 'menu');
  control.setAttribute('aria-expanded', 'false');

  const isOpen = () => root.classList.contains('menu-open');

  const set = (open) => {
    root.classList.toggle('menu-open', open);
    control.setAttribute('aria-expanded', String(open));
    behind.forEach((part) => { part.inert = open; });
  };

  const close = (back) => {
    if (!isOpen()) return;
    set(false);
    if (back) control.focus();
  };

  const toggle = () => {
    if (isOpen()) return close(true);
    set(true);
    const current = menu.querySelector('[aria-current]') || menu.querySelector('a');
    current.focus({preventScroll: true});
    current.scrollIntoView({block: 'center'});
  };

  control.addEventListener('click', (event) => {
    event.preventDefault();
    toggle();
  });
  control.addEventListener('keydown', (event) => {
    if (event.key !== ' ') return;
    event.preventDefault();
    toggle();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close(true);
  });
  document.addEventListener('click', (event) => {
    if (event.target.closest('.naar-menu')) return;
    // A link in the menu may lead to a place on this very page.
    if (!menu.contains(event.target) || event.target.closest('a')) close(false);
  });
  wide.addEventListener('change', () => close(false));
})();
