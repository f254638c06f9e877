"use strict";
/* The filters, the search and the keys of the review sheet. Without it all records are shown. */
(() => {
  const form = document.querySelector(".filters");
  const records = [...document.querySelectorAll(".record")];
  const sections = [...document.querySelectorAll(".kind")];
  const count = form.querySelector(".count");
  const nothing = document.querySelector(".nothing");
  const dialog = document.querySelector(".keys");
  const single = dialog.querySelector("[name=single]");
  const choices = () => [...form.elements].filter((one) => one.name);

  /* -- Texts as they are compared: composed, of one width and case, as terms/folding.py does -- */

  const same = [
    [/[\u2018\u2019\u02bc]/g, "'"],
    [/[\u201c\u201d]/g, '"'],
    [/[\u30fb\uff65\u318d\u2027\u2022]/g, "\u00b7"],
    [/[-\u2010\u2011\uff0d\s]/g, " "],
    [/[\u2013\u2014\u2015]/g, "\u2014"],
  ];
  const fold = (text) => {
    for (const [from, to] of same) text = text.replace(from, to);
    return text.normalize("NFKC").toLowerCase().replace(/ +/g, " ");
  };
  const spoken = ".id, .text, .facts, .found, .gist, .state";
  const folded = new Map();
  const textOf = (record) => {
    if (!folded.has(record)) {
      const parts = [...record.querySelectorAll(spoken)].map((one) => one.textContent);
      folded.set(record, fold(parts.join(" \n ")));
    }
    return folded.get(record);
  };

  /* -- The filters -- */

  const fits = {
    q: (record, words) => words.every((word) => textOf(record).includes(word)),
    kind: (record, value) => record.dataset.kind === value,
    found: (record, value) =>
      value === "any" ? record.dataset.found !== "" : record.dataset.found.split(" ").includes(value),
    signed: (record, value) =>
      value === "open" ? record.dataset.signed !== "signed" : record.dataset.signed === value,
  };
  let announced = 0;

  const apply = () => {
    const asked = choices().filter((one) => one.value.trim());
    const wanted = asked.map((one) => [
      fits[one.name],
      one.name === "q" ? fold(one.value).split(" ").filter(Boolean) : one.value,
    ]);
    let shown = 0;
    for (const record of records) {
      const fit = wanted.every(([test, value]) => test(record, value));
      record.hidden = !fit;
      shown += fit;
    }
    for (const section of sections) section.hidden = !section.querySelector(".record:not([hidden])");
    nothing.hidden = shown > 0;
    form.classList.toggle("filtered", asked.length > 0);
    mark(wanted.find(([test]) => test === fits.q)?.[1] ?? []);
    clearTimeout(announced);
    const told = `${shown} of ${records.length} records`;
    announced = setTimeout(() => { count.textContent = told; }, count.textContent ? 150 : 0);
  };

  /* -- What was found, marked; at most so many places, which is more than anybody reads -- */

  const most = 500;
  const mark = (words) => {
    if (!("highlights" in CSS)) return;
    CSS.highlights.delete("search");
    if (!words.length) return;
    const ranges = [];
    for (const record of records) {
      if (ranges.length >= most) break;
      if (record.hidden) continue;
      for (const one of record.querySelectorAll(spoken)) ranges.push(...places(one, words));
    }
    CSS.highlights.set("search", new Highlight(...ranges.slice(0, most)));
  };
  const places = (element, words) => {
    const nodes = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const from = [];
    let letters = "";
    while (nodes.nextNode()) {
      const text = nodes.currentNode.data;
      let at = 0;
      for (const letter of text.match(/\P{M}\p{M}*/gu) ?? []) {
        const plain = fold(letter);
        for (let n = 0; n < plain.length; n += 1) from.push([nodes.currentNode, at, at + letter.length]);
        letters += plain;
        at += letter.length;
      }
    }
    const found = [];
    for (const word of words) {
      for (let at = letters.indexOf(word); at >= 0; at = letters.indexOf(word, at + word.length)) {
        const range = new Range();
        range.setStart(from[at][0], from[at][1]);
        range.setEnd(from[at + word.length - 1][0], from[at + word.length - 1][2]);
        found.push(range);
      }
    }
    return found;
  };

  /* -- The address: #q=…&kind=… for filters, #findings-F1 for a record -- */

  const store = () => {
    const state = new URLSearchParams();
    for (const one of choices()) if (one.value.trim()) state.set(one.name, one.value.trim());
    if (!single.checked) state.set("keys", "off");
    const hash = state.size ? `#${state}` : location.pathname + location.search;
    history.replaceState(null, "", hash);
  };
  const restore = () => {
    const hash = location.hash.slice(1);
    if (hash && !hash.includes("=")) {
      reveal(document.getElementById(decodeURIComponent(hash)));
      return;
    }
    const state = new URLSearchParams(hash);
    for (const one of choices()) {
      one.value = state.get(one.name) ?? "";
      if (one.value === "" && one.tagName === "SELECT") one.selectedIndex = 0;
    }
    single.checked = state.get("keys") !== "off";
    apply();
  };
  const reveal = (target) => {
    if (!target) return;
    if (target.closest("[hidden]")) {
      for (const one of choices()) one.value = "";
      apply();
    }
    target.scrollIntoView();
  };
  const clear = () => {
    for (const one of choices()) one.value = "";
    apply();
    store();
  };

  /* -- Keys -- */

  const step = (by) => {
    const shown = records.filter((record) => !record.hidden);
    const here = document.activeElement.closest(".record");
    let next = shown.indexOf(here) + by;
    if (!here || here.hidden) {
      const edge = form.getBoundingClientRect().bottom + 2;
      const below = shown.findIndex((record) => record.getBoundingClientRect().top >= edge - 20);
      next = by > 0 ? below : (below < 0 ? shown.length : below) - 1;
    }
    const record = shown[next];
    if (!record) return;
    record.focus({ preventScroll: true });
    record.scrollIntoView({ block: "start" });
  };
  const keys = {
    "/": () => { form.elements.q.focus(); form.elements.q.select(); },
    j: () => step(1),
    k: () => step(-1),
    "?": () => dialog.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    const writes = event.target.closest?.("input, select, textarea, dialog");
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || writes) return;
    if (!single.checked || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
  form.elements.q.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    if (event.target.value) {
      event.target.value = "";
      apply();
      store();
    } else {
      event.target.blur();
    }
  });

  /* -- Beginning -- */

  form.hidden = false;
  form.addEventListener("input", () => { apply(); store(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => { event.preventDefault(); clear(); });
  nothing.querySelector("button").addEventListener("click", () => { clear(); form.elements.q.focus(); });
  single.addEventListener("change", store);
  form.querySelector(".help").addEventListener("click", () => dialog.showModal());
  const more = form.querySelector(".more");
  more.addEventListener("click", () => {
    more.setAttribute("aria-expanded", String(form.classList.toggle("open")));
  });
  addEventListener("hashchange", restore);
  const measure = () => {
    const sticks = getComputedStyle(form).position === "sticky";
    document.documentElement.style.setProperty("--bar", `${sticks ? form.offsetHeight : 0}px`);
  };
  new ResizeObserver(measure).observe(form);
  measure();
  apply();
  restore();
  if (form.classList.contains("filtered")) form.scrollIntoView();
})();
