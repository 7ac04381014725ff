/* In a wide window the notes stand in the margin beside their markers. They are copies, so screen readers skip them. */
(() => {
  'use strict';
  const article = document.querySelector('.md-content__inner');
  const markers = article ? [...article.querySelectorAll('sup[id^="fnref:"] a.footnote-ref')] : [];
  if (!markers.length) return;
  const wide = matchMedia('(min-width: 90em)');
  const gap = 12;
  let column = null;
  let placed = [];

  const copyOf = (marker) => {
    const note = document.getElementById(decodeURIComponent(marker.hash.slice(1)));
    if (!note) return null;
    const box = document.createElement('div');
    const number = document.createElement('a');
    const text = document.createElement('div');
    box.className = 'kantnoot';
    number.className = 'kantnoot__nummer';
    number.href = marker.hash;
    number.textContent = marker.textContent;
    text.className = 'kantnoot__tekst';
    text.append(...[...note.childNodes].map((node) => node.cloneNode(true)));
    text.querySelectorAll('.footnote-backref').forEach((back) => back.remove());
    text.querySelectorAll('[id]').forEach((element) => element.removeAttribute('id'));
    box.append(number, text);
    box.querySelectorAll('a').forEach((link) => { link.tabIndex = -1; });
    for (const part of [marker, box]) {
      part.addEventListener('pointerenter', () => box.classList.add('kantnoot--bekeken'));
      part.addEventListener('pointerleave', () => box.classList.remove('kantnoot--bekeken'));
    }
    marker.addEventListener('focus', () => box.classList.add('kantnoot--bekeken'));
    marker.addEventListener('blur', () => box.classList.remove('kantnoot--bekeken'));
    return [marker, box];
  };

  const place = () => {
    if (!column || !wide.matches) return;
    const top = article.getBoundingClientRect().top;
    // All reading before all writing, or the browser lays the page out anew for each note.
    const places = placed.map(([marker, box]) => [box, marker.getBoundingClientRect().top - top, box.offsetHeight]);
    let free = 0;
    for (const [box, wanted, height] of places) {
      const at = Math.max(wanted - 4, free);
      box.style.top = `${at}px`;
      free = at + height + gap;
    }
  };

  const arrange = () => {
    document.documentElement.classList.toggle('met-kantnoten', wide.matches);
    if (wide.matches && !column) {
      column = document.createElement('div');
      column.className = 'kantnoten';
      column.setAttribute('aria-hidden', 'true');
      placed = markers.map(copyOf).filter(Boolean);
      column.append(...placed.map(([, box]) => box));
      article.append(column);
      new ResizeObserver(place).observe(article);
    }
    place();
  };

  wide.addEventListener('change', arrange);
  arrange();
})();
