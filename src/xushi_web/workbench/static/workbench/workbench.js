"use strict";
/* Two enhancements; the pages work without them.
   1. A value and its place in the source light each other up, by pointer and by keyboard.
   2. Files can be dropped on the upload form. */

(function () {
  const pair = document.querySelector("[data-pair]");
  if (pair) {
    const stretches = Array.from(pair.querySelectorAll(".c"));
    const starts = stretches.map((c) => Number(c.dataset.s));
    const values = Array.from(pair.querySelectorAll("[data-start]")).filter((v) => v.dataset.start !== "");
    const source = pair.querySelector(".wb-text");
    let lit = [];

    const clear = () => {
      lit.forEach((element) => element.classList.remove("is-lit", "is-near"));
      lit = [];
    };
    const light = (element, name) => {
      element.classList.add(name);
      lit.push(element);
    };
    const firstAt = (position) => {
      let low = 0;
      let high = starts.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (starts[middle] < position) low = middle + 1;
        else high = middle;
      }
      return low;
    };
    const show = (element, box) => {
      const inner = element.getBoundingClientRect();
      const outer = box.getBoundingClientRect();
      if (inner.top < outer.top || inner.bottom > outer.bottom) {
        box.scrollTop += inner.top - outer.top - outer.height / 3;
      }
    };
    const lightPlace = (value, follow) => {
      clear();
      const end = Number(value.dataset.end);
      const first = firstAt(Number(value.dataset.start));
      for (let i = first; i < stretches.length && starts[i] < end; i += 1) light(stretches[i], "is-lit");
      if (follow && stretches[first]) show(stretches[first], source);
      if (!value.classList.contains("wb-card")) light(value, "is-lit");
    };
    /* Of all values that stand at a stretch, the one with the fewest characters is meant. */
    const lightValue = (stretch, follow) => {
      clear();
      const position = Number(stretch.dataset.s);
      let best = null;
      let card = null;
      values.forEach((value) => {
        const start = Number(value.dataset.start);
        const end = Number(value.dataset.end);
        if (start > position || position >= end) return;
        if (value.classList.contains("wb-card")) card = value;
        else if (!best || end - start < best.dataset.end - best.dataset.start) best = value;
      });
      light(stretch, "is-lit");
      if (best) light(best, "is-lit");
      if (card) light(card, "is-near");
      if (follow && (best || card)) (best || card).scrollIntoView({ block: "center" });
    };
    const valueOf = (event) => event.target.closest && event.target.closest(".v[data-start]");
    const stretchOf = (event) => event.target.closest && event.target.closest(".c");

    pair.addEventListener("mouseover", (event) => {
      const value = valueOf(event);
      const stretch = stretchOf(event);
      if (value) lightPlace(value, true);
      else if (stretch) lightValue(stretch, false);
    });
    pair.addEventListener("focusin", (event) => {
      const value = valueOf(event);
      if (value) lightPlace(value, true);
    });
    pair.addEventListener("click", (event) => {
      const value = valueOf(event);
      const stretch = stretchOf(event);
      if (value) {
        event.preventDefault();
        lightPlace(value, true);
      } else if (stretch) lightValue(stretch, true);
    });
    /* With the source focused, the arrow keys go from value to value. */
    let at = -1;
    pair.querySelector(".wb-source").addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step || !values.length) return;
      event.preventDefault();
      at = (at + step + values.length) % values.length;
      lightPlace(values[at], true);
      values[at].scrollIntoView({ block: "nearest" });
    });
    document.querySelectorAll(".wb-problem[data-start]").forEach((problem) => {
      problem.addEventListener("click", () => {
        if (problem.dataset.start !== "") lightPlace(problem, true);
      });
    });
  }

  const drop = document.querySelector("[data-drop]");
  if (drop) {
    const input = drop.querySelector("input[type=file]");
    const chosen = drop.querySelector("[data-chosen]");
    const name = () => {
      chosen.textContent = Array.from(input.files, (file) => file.name).join("、");
    };
    input.addEventListener("change", name);
    ["dragenter", "dragover"].forEach((kind) =>
      drop.addEventListener(kind, (event) => {
        event.preventDefault();
        drop.classList.add("is-over");
      })
    );
    ["dragleave", "drop"].forEach((kind) => drop.addEventListener(kind, () => drop.classList.remove("is-over")));
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      if (!event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      name();
      drop.submit();
    });
  }
})();
