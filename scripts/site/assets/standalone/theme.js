/* What the theme's own script expects to find; the theme would write it into the page itself. */
/* eslint-disable no-unused-vars */
var __md_scope = new URL(document.currentScript.dataset.base, location);

function __md_hash(text) {
  let hash = 0;
  for (const character of text) hash = ((hash << 5) - hash + character.charCodeAt(0)) | 0;
  return hash;
}

function __md_get(name, storage = localStorage, scope = __md_scope) {
  return JSON.parse(storage.getItem(`${scope.pathname}.${name}`));
}

function __md_set(name, value, storage = localStorage, scope = __md_scope) {
  try {
    storage.setItem(`${scope.pathname}.${name}`, JSON.stringify(value));
  } catch {
    // Nothing is kept then.
  }
}
