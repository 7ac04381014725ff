/* The page that tells how to cite the publication: a button behind each form of the reference. */

(() => {
  "use strict";

  const forms = [...document.querySelectorAll(".verwijzing")];
  if (!forms.length) return;
  const status = Object.assign(document.createElement("p"), { className: "voorlezen" });
  status.setAttribute("role", "status");
  forms[0].before(status);

  for (const form of forms) {
    const shown = form.querySelector(".verwijzing-tekst");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "kopieer";
    button.textContent = form.dataset.copy;
    button.addEventListener("click", async () => {
      const html = shown.querySelector("em") ? shown.innerHTML : "";
      if (await publicatie.copy(shown.textContent.trim(), html)) {
        button.textContent = form.dataset.copied;
        status.textContent = `${form.dataset.copied}: ${form.dataset.form}`;
        setTimeout(() => (button.textContent = form.dataset.copy), 2000);
      } else {
        getSelection().selectAllChildren(shown);
      }
    });
    form.querySelector(".verwijzing-vorm").append(button);
  }
})();
