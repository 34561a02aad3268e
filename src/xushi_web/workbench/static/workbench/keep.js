"use strict";
/* What is typed into a form is kept every few seconds, for whoever types it. Without scripts it is kept when it is saved. */

(function () {
  if (!window.fetch) return;
  document.querySelectorAll("form[data-keep]").forEach((form) => {
    const status = form.querySelector("[data-kept]");
    let waiting = null;
    const keep = () => {
      waiting = null;
      fetch(form.dataset.keep, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, credentials: "same-origin" })
        .then((answer) => (answer.ok && !answer.redirected ? answer.json() : Promise.reject(answer)))
        .then((answer) => { status.textContent = form.dataset.saidKept.replace("{time}", answer.kept); })
        .catch(() => { status.textContent = form.dataset.saidLost; });
    };
    form.addEventListener("input", () => {
      if (!waiting) waiting = window.setTimeout(keep, 3000);
    });
    form.addEventListener("submit", () => window.clearTimeout(waiting));
  });
})();
