// Change one document into another, touching only what differs.

/**
 * Change `from` (a document) into `to`. What is equal stays: its scroll position, its selection, what is open.
 * Returns the elements in which something has changed.
 */
export function morph(from, to) {
  const changed = new Set();
  element(from.documentElement, to.documentElement, changed);
  return [...changed];
}

function element(from, to, changed) {
  attributes(from, to, changed);
  children(from, to, changed);
}

function attributes(from, to, changed) {
  for (const { name, value } of [...to.attributes]) {
    if (from.getAttribute(name) === value) continue;
    from.setAttribute(name, value);
    changed.add(from);
  }
  for (const { name } of [...from.attributes]) {
    if (to.hasAttribute(name) || (name === "open" && from.localName === "details")) continue; // the reader opened it
    from.removeAttribute(name);
    changed.add(from);
  }
}

function children(from, to, changed) {
  const old = [...from.childNodes];
  const next = [...to.childNodes];
  while (old.length && next.length && old[0].isEqualNode(next[0])) { old.shift(); next.shift(); }
  while (old.length && next.length && old.at(-1).isEqualNode(next.at(-1))) { old.pop(); next.pop(); }
  const end = old.at(-1)?.nextSibling ?? (next.length ? anchor(from, to, next.at(-1)) : null);
  // Pair what is left in its order; what finds no partner comes or goes.
  while (next.length) {
    const made = next.shift();
    if (old.length && isSame(old[0], made)) {
      node(old.shift(), made, changed);
    } else if (old.length && old.length > next.length) {
      const gone = old.shift();
      changed.add(from);
      if (old.length && isSame(old[0], made)) { gone.remove(); node(old.shift(), made, changed); }
      else { gone.replaceWith(taken(from, made, changed)); }
    } else {
      from.insertBefore(taken(from, made, changed), old[0] ?? end);
    }
  }
  for (const gone of old) {
    gone.remove();
    changed.add(from);
  }
}

// The node of `from` that stands where, in `to`, the one after `last` does.
function anchor(from, to, last) {
  let after = 0;
  for (let next = last.nextSibling; next; next = next.nextSibling) after += 1;
  return from.childNodes[from.childNodes.length - after] ?? null;
}

function taken(from, made, changed) {
  const adopted = from.ownerDocument.importNode(made, true);
  changed.add(adopted.nodeType === Node.ELEMENT_NODE ? adopted : from);
  return adopted;
}

function isSame(from, to) {
  return from.nodeType === to.nodeType && from.nodeName === to.nodeName && (from.id ?? "") === (to.id ?? "");
}

function node(from, to, changed) {
  if (from.nodeType === Node.ELEMENT_NODE) {
    if (!from.isEqualNode(to)) element(from, to, changed);
  } else if (from.data !== to.data) {
    from.data = to.data;
    changed.add(from.parentElement);
  }
}
