/* Copying, also where the browser has no clipboard to write to: on http. Other pieces call `publicatie.copy`. */

(() => {
  "use strict";

  /* Copies plain text, and the same with markup for programs that take it; true if that was done. */
  async function copy(text, html = "") {
    try {
      if (html && window.ClipboardItem) {
        const kinds = { "text/plain": text, "text/html": html };
        const blobs = Object.entries(kinds).map(([type, content]) => [type, new Blob([content], { type })]);
        await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
      } else {
        await navigator.clipboard.writeText(text);
      }
      return true;
    } catch {
      return copyByCommand(text, html);
    }
  }

  /* The older way needs something selected; the reader's own selection and focus come back afterwards. */
  function copyByCommand(text, html) {
    const selection = getSelection();
    const ranges = Array.from({ length: selection.rangeCount }, (_, index) => selection.getRangeAt(index).cloneRange());
    const focused = document.activeElement;
    const field = document.createElement("textarea");
    let done = false;
    const fill = (event) => {
      event.preventDefault();
      event.clipboardData.setData("text/plain", text);
      if (html) event.clipboardData.setData("text/html", html);
      done = true;
    };
    field.value = text;
    field.className = "voorlezen";
    document.body.append(field);
    field.select();
    document.addEventListener("copy", fill);
    document.execCommand("copy");
    document.removeEventListener("copy", fill);
    field.remove();
    focused?.focus({ preventScroll: true });
    selection.removeAllRanges();
    ranges.forEach((range) => selection.addRange(range));
    return done;
  }

  window.publicatie = { ...window.publicatie, copy };
})();
