"use strict";
/* The form of a report: what is typed is kept every few seconds, and figures are found in what is pasted.
   Without scripts both have a button. */

(function () {
  const form = document.querySelector("form[data-keep]");
  if (!form || !window.fetch) return;
  const status = form.querySelector("[data-kept]");
  const post = (address) =>
    fetch(address, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, credentials: "same-origin" });

  let waiting = null;
  const keep = () => {
    waiting = null;
    post(form.dataset.keep)
      .then((answer) => (answer.ok && !answer.redirected ? answer.json() : Promise.reject(answer)))
      .then((answer) => { status.textContent = form.dataset.saidKept.replace("{time}", answer.kept); })
      .catch(() => { status.textContent = form.dataset.saidLost; });
  };
  form.addEventListener("input", () => {
    if (!waiting) waiting = window.setTimeout(keep, 3000);
  });
  form.addEventListener("submit", () => window.clearTimeout(waiting));

  const narrative = form.querySelector("#narrative");
  const fill = (fields) => {
    Object.keys(fields).forEach((name) => {
      const input = form.elements.namedItem(name);
      if (!input || input.tagName === "TEXTAREA" || input.value === fields[name]) return;
      input.value = fields[name];
      if (name.startsWith("written-")) input.classList.add("is-proposed");
    });
  };
  narrative.addEventListener("paste", () => {
    window.setTimeout(() => {
      post(form.dataset.propose)
        .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer)))
        .then((answer) => fill(answer.fields))
        .catch(() => undefined);
    }, 0);
  });
})();
