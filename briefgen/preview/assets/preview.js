// The preview's page: shows what the server tells, keeps the reader's place, says what is looked at.
import { morph } from "/morph.js";

const find = (id) => document.getElementById(id);
const client = crypto.randomUUID();
const columns = new Map(); // by edition: its element, what is loaded in it, and what is wanted
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let told = null; // the last snapshot
let run = null; // which server it came from
let front = "";
let closed = ""; // the problems whose list was closed

// -- choices, kept for the tab ------------------------------------------------------------------

const choices = { media: "both", hidden: [] };
try { Object.assign(choices, JSON.parse(sessionStorage.getItem("choices") ?? "{}")); } catch { /* none */ }

function choose(change) {
  Object.assign(choices, change);
  try { sessionStorage.setItem("choices", JSON.stringify(choices)); } catch { /* for this page only */ }
  arrange();
}

function arrange() {
  document.body.className = `media-${choices.media}`;
  for (const radio of find("media").elements) if (radio.type === "radio") radio.checked = radio.value === choices.media;
  for (const [id, column] of columns) {
    const hidden = choices.hidden.includes(id);
    if (column.root.hidden !== hidden) column.root.hidden = hidden;
    column.chip.checked = !hidden;
    column.frame.contentWindow?.scrollTo(0, column.scrolled); // what was not displayed has lost its place
    refresh(column);
  }
  look();
}

find("media").addEventListener("change", (event) => choose({ media: event.target.value }));
find("editions").addEventListener("change", (event) => {
  const hidden = new Set(choices.hidden);
  if (event.target.checked) hidden.delete(event.target.value); else hidden.add(event.target.value);
  choose({ hidden: [...hidden] });
});

// -- columns --------------------------------------------------------------------------------------

function columnOf(edition) {
  if (columns.has(edition.id)) return columns.get(edition.id);
  const root = find("column").content.firstElementChild.cloneNode(true);
  root.id = `edition-${edition.id}`;
  const frame = root.querySelector("iframe");
  const column = { id: edition.id, root, frame, pdf: root.querySelector(".pdf"), loaded: "", loading: false, wanted: "", drawn: [], pages: [], scrolled: 0 };
  frame.addEventListener("load", () => attend(column));
  root.addEventListener("pointerenter", () => { front = edition.id; });
  root.addEventListener("focusin", () => { front = edition.id; });
  const label = document.createElement("label");
  label.innerHTML = "<input type=checkbox><span></span>";
  column.chip = label.firstElementChild;
  column.chip.value = edition.id;
  column.name = label.lastElementChild;
  column.pdf.addEventListener("scroll", look, { passive: true });
  find("editions").append(label);
  find("stage").append(root);
  columns.set(edition.id, column);
  sizes.observe(column.pdf);
  return column;
}

// What is loaded in a frame cannot run scripts; its links are followed from here.
function attend(column) {
  const doc = column.frame.contentDocument;
  if (!doc || doc.location.href === "about:blank") return;
  doc.addEventListener("scroll", () => {
    if (column.frame.clientHeight) column.scrolled = column.frame.contentWindow.scrollY;
  }, { passive: true });
  doc.addEventListener("pointerdown", () => { front = column.id; });
  doc.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || link.getAttribute("href").startsWith("#")) return;
    event.preventDefault();
    follow(new URL(link.href));
  });
}

function follow(url) {
  if (url.origin !== location.origin) {
    if (/^(https?|mailto):$/.test(url.protocol)) open(url, "_blank", "noopener");
    return;
  }
  const [, id, form] = /^\/(.+)\.(html|pdf)$/.exec(url.pathname) ?? [];
  const column = columns.get(id);
  if (!column) return;
  const media = form === "pdf" && choices.media === "html" ? "both" : choices.media;
  choose({ media, hidden: choices.hidden.filter((one) => one !== id) });
  column.root.scrollIntoView({ inline: "nearest" });
  (form === "pdf" ? column.pdf : column.frame).focus();
}

function isSeen(column, medium) {
  return !column.root.hidden && choices.media !== (medium === "pdf" ? "html" : "pdf");
}

function refresh(column) {
  if (isSeen(column, "html")) load(column);
  if (isSeen(column, "pdf")) draw(column);
}

// Bring the page in the frame up to date, changing only what differs, so that it neither flashes nor jumps.
async function load(column) {
  if (column.loading || !column.wanted || column.loaded === column.wanted) return;
  column.loading = true;
  const version = column.wanted;
  try {
    const url = `/${column.id}.html?v=${version}`;
    if (!column.loaded) {
      await new Promise((done) => {
        column.frame.addEventListener("load", done, { once: true });
        column.frame.src = url;
      });
    } else {
      const answer = await fetch(url);
      if (!answer.ok) return;
      const next = new DOMParser().parseFromString(await answer.text(), "text/html");
      show(morph(column.frame.contentDocument, next), column);
    }
    column.loaded = version;
    column.root.dataset.html = version;
  } finally {
    column.loading = false;
  }
  load(column);
}

// Let the eye find what has changed.
function show(changed, column) {
  if (calm.matches || changed.length > 20) return;
  const colour = matchMedia("(prefers-color-scheme: dark)").matches ? "rgb(255 210 90 / .28)" : "rgb(255 205 60 / .42)";
  for (const element of changed) {
    if (column.frame.contentDocument.body?.contains(element)) {
      element.animate([{ backgroundColor: colour }, {}], { duration: 1400, easing: "ease-out" });
    }
  }
}

async function draw(column) {
  const { pdf, pages } = column;
  while (pdf.childElementCount > pages.length) pdf.lastElementChild.remove();
  await Promise.all(pages.map(async (version, index) => {
    if (!version || column.drawn[index] === version) return;
    column.drawn[index] = version;
    const image = new Image();
    image.alt = `${column.label}, page ${index + 1} of ${pages.length}`;
    image.src = `/pages/${column.id}/${index + 1}.png?v=${version}`;
    try { await image.decode(); } catch { column.drawn[index] = ""; return; }
    if (column.drawn[index] !== version) return; // a newer one is on its way
    image.dataset.version = version;
    while (pdf.childElementCount <= index) pdf.append(new Image());
    pdf.children[index].replaceWith(image);
  }));
  column.drawn.length = pages.length;
}

// -- what is looked at ------------------------------------------------------------------------------

let waiting = 0;
let said = "";
function look() {
  clearTimeout(waiting);
  waiting = setTimeout(tell, 40);
}

function tell() {
  const pages = {};
  for (const [id, column] of columns) {
    if (!isSeen(column, "pdf") || !column.pdf.clientWidth) continue;
    const width = Math.min(column.pdf.clientWidth - 4, 960) * devicePixelRatio;
    const first = [...column.pdf.children].findIndex((page) => page.offsetTop + page.offsetHeight > column.pdf.scrollTop + 40);
    pages[id] = [Math.round(width), Math.max(first, 0)];
  }
  const view = JSON.stringify({ client, front, pages });
  if (view === said) return;
  said = view;
  fetch("/view", { method: "POST", body: view }).catch(() => { said = ""; });
}

const sizes = new ResizeObserver(look);

// -- problems ---------------------------------------------------------------------------------------

const LABELS = { error: "Error", warning: "Warning", note: "Note" };

function problems(snapshot) {
  const found = snapshot.fault
    ? [{ severity: "error", place: "", rule: "", code: "", message: snapshot.fault, hint: "", excerpt: ["", "", ""] }, ...snapshot.diagnostics]
    : snapshot.diagnostics;
  const key = JSON.stringify(found);
  if (find("list").dataset.key === key) return;
  find("list").dataset.key = key;
  const counts = ["error", "warning", "note"]
    .map((weight) => [found.filter((one) => one.severity === weight).length, weight])
    .filter(([number]) => number);
  const count = counts.map(([number, weight]) => `${number} ${weight}${number > 1 ? "s" : ""}`).join(", ");
  const worst = counts[0]?.[1] ?? "";
  find("count").textContent = count;
  find("open").textContent = count;
  find("open").className = worst;
  find("open").hidden = !found.length;
  find("problems").className = `problems ${worst}`;
  find("list").replaceChildren(...found.map(problem));
  const errors = worst === "error" ? JSON.stringify(found.filter((one) => one.severity === "error")) : "";
  unfold(Boolean(found.length) && (errors ? errors !== closed : !find("problems").hidden && find("list").dataset.asked === "yes"));
  if (!errors) closed = "";
  find("list").dataset.errors = errors;
}

function problem(one) {
  const item = find("problem").content.firstElementChild.cloneNode(true);
  const put = (selector, text) => { item.querySelector(selector).textContent = text; };
  item.className = one.severity;
  put(".weight", LABELS[one.severity]);
  put(".place", one.place);
  put(".rule", `${one.rule} ${one.code}`.trim());
  put(".message", one.message);
  put(".hint", one.hint);
  const [before, at, after] = one.excerpt;
  const code = item.querySelector("code");
  const mark = document.createElement("mark");
  mark.textContent = at;
  code.append(before, mark, after);
  if (!(before + at + after).trim()) item.querySelector("pre").remove();
  if (!one.place) item.querySelector(".place").remove();
  if (!one.hint) item.querySelector(".hint").remove();
  return item;
}

function unfold(open) {
  find("problems").hidden = !open;
  find("open").setAttribute("aria-expanded", String(open));
  if (!open) find("list").dataset.asked = "";
}

find("open").addEventListener("click", () => {
  const open = find("problems").hidden;
  unfold(open);
  find("list").dataset.asked = open ? "yes" : "";
  if (!open) closed = find("list").dataset.errors;
});
function close() {
  closed = find("list").dataset.errors;
  unfold(false);
  find("open").focus();
}
find("close").addEventListener("click", close);
addEventListener("keydown", (event) => { if (event.key === "Escape" && !find("problems").hidden) close(); });
find("list").addEventListener("click", async (event) => {
  const button = event.target.closest(".place");
  if (!button) return;
  const place = button.textContent;
  try { await navigator.clipboard.writeText(place); } catch { return; }
  button.textContent = "copied";
  setTimeout(() => { button.textContent = place; }, 900);
});

// -- what the server tells ---------------------------------------------------------------------------

const clock = (date = new Date()) => date.toLocaleTimeString(undefined, { hourCycle: "h23" });

function state(text, kind = "") {
  find("state").textContent = text;
  find("state").className = `state ${kind}`;
}

function hear(snapshot) {
  if (run !== null && run !== snapshot.run) said = ""; // another server: tell it what is looked at
  run = snapshot.run;
  told = snapshot;
  find("title").textContent = snapshot.title || snapshot.brief;
  document.title = `${snapshot.title || snapshot.brief} – preview`;
  const there = new Set(snapshot.editions.map((edition) => edition.id));
  for (const [id, column] of columns) {
    if (there.has(id)) continue;
    column.root.remove();
    column.chip.parentElement.remove();
    columns.delete(id);
  }
  const fresh = snapshot.editions.some((edition) => !columns.has(edition.id));
  for (const edition of snapshot.editions) update(columnOf(edition), edition);
  if (fresh) arrange();
  problems(snapshot);
  if (snapshot.editions.some((edition) => edition.busy)) state("Typesetting", "working");
  else if (snapshot.editions.some((edition) => edition.stale || edition.held)) state("Last good pages", "held");
  else if (!find("state").textContent.startsWith("Up to date")) state(`Up to date, ${clock()}`);
  find("stage").dataset.number = snapshot.number;
}

function update(column, edition) {
  const { root } = column;
  const name = edition.name;
  column.label = name;
  column.name.textContent = name;
  root.setAttribute("aria-label", name);
  root.querySelector("h2").textContent = name;
  root.querySelector("h2").lang = column.name.lang = edition.language;
  column.frame.title = `${name}, web page`;
  column.pdf.setAttribute("aria-label", `${name}, PDF pages`);
  column.wanted = edition.html;
  column.pages = edition.pages;
  root.classList.toggle("stale", edition.stale && Boolean(edition.html));
  root.classList.toggle("held", edition.held);
  root.classList.toggle("draft", edition.draft);
  root.classList.toggle("empty", !edition.html);
  root.querySelector(".nothing").textContent = edition.stale ? "Nothing to show before the errors are mended" : "Being made";
  root.querySelector(".note").textContent = edition.stale
    ? edition.html ? `as of ${clock(new Date(edition.made * 1000))}, before the errors` : ""
    : edition.held ? (edition.pages.length ? "PDF pages as they were before the errors" : "no PDF before the errors are mended")
    : edition.draft ? "draft: not wholly translated" : "";
  refresh(column);
  look();
}

const events = new EventSource(`/events?client=${client}`);
events.addEventListener("message", (event) => hear(JSON.parse(event.data)));
events.addEventListener("error", () => { state("No connection: is briefgen preview still running?", "lost"); said = ""; });
events.addEventListener("open", () => { said = ""; look(); });
arrange();
