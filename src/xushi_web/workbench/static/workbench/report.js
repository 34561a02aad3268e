"use strict";
/* The form of a report: figures are found in what is pasted. Without scripts there is a button. */

(function () {
  const form = document.querySelector("form[data-propose]");
  if (!form || !window.fetch) return;
  const post = (address) =>
    fetch(address, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, credentials: "same-origin" });

  /* The unit stands beside a number, not beside words that bring their own. */
  const showUnit = (input) => {
    const unit = input.parentElement.querySelector("[data-unit]");
    if (unit) unit.textContent = /^[-+−\d.,，\s]*$/.test(input.value) ? unit.dataset.unit : "";
  };
  form.addEventListener("input", (event) => showUnit(event.target));

  const narrative = form.querySelector("#narrative");
  const fill = (fields) => {
    Object.keys(fields).forEach((name) => {
      const input = form.elements.namedItem(name);
      if (!input || input.tagName === "TEXTAREA" || input.value === fields[name]) return;
      input.value = fields[name];
      showUnit(input);
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
