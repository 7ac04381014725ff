/* Marks in the list of sections the one that is being read. */
(() => {
  'use strict';
  const links = [...document.querySelectorAll('.md-nav--secondary a[href^="#"]')];
  const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  if (!links.length || headings.includes(null)) return;
  let marked = null;
  let waiting = false;

  const mark = () => {
    waiting = false;
    // The last heading that has passed the upper quarter of the window.
    const line = innerHeight / 4;
    let index = -1;
    headings.forEach((heading, at) => { if (heading.getBoundingClientRect().top <= line) index = at; });
    const link = links[index] || null;
    if (link === marked) return;
    if (marked) marked.removeAttribute('aria-current');
    if (link) link.setAttribute('aria-current', 'true');
    marked = link;
  };

  const soon = () => {
    if (!waiting) requestAnimationFrame(mark);
    waiting = true;
  };

  addEventListener('scroll', soon, {passive: true});
  addEventListener('resize', soon);
  mark();
})();
