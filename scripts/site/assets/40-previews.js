/* What stands behind a note marker or a term, shown where the reader is: on hover, on keyboard focus and on a tap.

   Hover and focus give a preview that screen readers skip, since the link itself leads to the same words; a tap, which
   would throw the reader to the bottom of the page, gives a small dialog with the link in it. */
(() => {
  'use strict';
  const root = document.documentElement;
  const links = document.querySelectorAll('.md-content a.footnote-ref, .md-content a.begrip');
  const words = document.querySelector('.leeswoorden');
  if (!links.length || !words) return;
  const narrow = matchMedia('(max-width: 44.99em)');
  const frame = document.createElement('div');
  let owner = null;
  let timer = 0;
  frame.className = 'kader';
  frame.hidden = true;
  document.body.append(frame);

  /* -- what is shown -- */

  const isNote = (link) => link.classList.contains('footnote-ref');

  const contentOf = (link) => {
    const content = document.createDocumentFragment();
    if (isNote(link)) {
      const note = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (note) content.append(...[...note.childNodes].map((node) => node.cloneNode(true)));
      content.querySelectorAll('.footnote-backref').forEach((back) => back.remove());
      content.querySelectorAll('[id]').forEach((element) => element.removeAttribute('id'));
    } else {
      const paragraph = document.createElement('p');
      const term = document.createElement('strong');
      term.textContent = link.textContent;
      paragraph.append(term, ` – ${link.dataset.uitleg}`);
      content.append(paragraph);
    }
    return content;
  };

  // A term says what it means in its title; as a description of our own it does not show twice.
  const describe = (link, number) => {
    const description = document.createElement('span');
    description.id = `uitleg-${number}`;
    description.hidden = true;
    description.textContent = link.dataset.uitleg = link.title;
    link.removeAttribute('title');
    link.setAttribute('aria-describedby', description.id);
    document.body.append(description);
  };

  const buttons = (link) => {
    const row = document.createElement('div');
    const further = document.createElement('a');
    const close = document.createElement('button');
    row.className = 'kader__knoppen';
    further.href = link.href;
    further.textContent = isNote(link) ? `${words.dataset.toNote} ${link.textContent.trim()}` : words.dataset.toTerms;
    further.addEventListener('click', () => hide());
    close.type = 'button';
    close.textContent = words.dataset.close;
    close.addEventListener('click', () => hide(true));
    row.append(further, close);
    return row;
  };

  /* -- showing and hiding -- */

  const place = (link) => {
    const box = link.getBoundingClientRect();
    const size = frame.getBoundingClientRect();
    const left = Math.max(16, Math.min(box.left - 24, root.clientWidth - size.width - 16));
    const below = box.bottom + size.height + 8 < innerHeight || box.top < size.height + 60;
    frame.style.left = `${left + scrollX}px`;
    frame.style.top = `${(below ? box.bottom + 8 : box.top - size.height - 8) + scrollY}px`;
  };

  const hide = (back = false) => {
    clearTimeout(timer);
    if (frame.hidden) return;
    frame.hidden = true;
    frame.replaceChildren();
    const from = owner;
    owner = null;
    if (back) from.focus();
  };

  const show = (link, asDialog) => {
    hide();
    owner = link;
    frame.append(contentOf(link));
    frame.classList.toggle('kader--onderaan', asDialog && narrow.matches);
    if (asDialog) {
      frame.append(buttons(link));
      frame.removeAttribute('aria-hidden');
      frame.setAttribute('role', 'dialog');
      frame.setAttribute('aria-label', link.getAttribute('aria-label') || link.textContent);
      frame.tabIndex = -1;
    } else {
      frame.querySelectorAll('a').forEach((inner) => { inner.tabIndex = -1; });
      frame.removeAttribute('role');
      frame.removeAttribute('aria-label');
      frame.removeAttribute('tabindex');
      frame.setAttribute('aria-hidden', 'true');
    }
    frame.hidden = false;
    place(link);
    if (asDialog) frame.focus({preventScroll: true});
  };

  const isDialog = () => !frame.hidden && frame.getAttribute('role') === 'dialog';
  const inMargin = (link) => isNote(link) && root.classList.contains('met-kantnoten');

  const preview = (link) => {
    clearTimeout(timer);
    if (!isDialog() && link !== owner && !inMargin(link)) show(link, false);
  };

  /* -- when -- */

  const later = (action, delay) => {
    clearTimeout(timer);
    timer = setTimeout(action, delay);
  };

  const leave = () => { if (!isDialog()) later(() => hide(), 250); };

  links.forEach((link, number) => {
    if (link.title && !isNote(link)) describe(link, number);
    let touched = false;
    link.addEventListener('pointerenter', (event) => {
      if (event.pointerType === 'mouse') later(() => preview(link), 120);
    });
    link.addEventListener('pointerleave', leave);
    link.addEventListener('pointerdown', (event) => { touched = event.pointerType !== 'mouse'; });
    link.addEventListener('focus', () => { if (link.matches(':focus-visible') && !touched) preview(link); });
    link.addEventListener('blur', leave);
    link.addEventListener('click', (event) => {
      if (touched && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        show(link, true);
      } else {
        hide();
      }
      touched = false;
    });
  });

  frame.addEventListener('pointerenter', () => clearTimeout(timer));
  frame.addEventListener('pointerleave', leave);
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape') hide(isDialog()); });
  document.addEventListener('pointerdown', (event) => {
    if (!frame.contains(event.target) && event.target.closest('a') !== owner) hide();
  });
  addEventListener('resize', () => hide());
})();
