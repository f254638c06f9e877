// Draws a frame around all that stands between two comments, <!--block title--> and <!--end-->, with its name.
([blue, orange]) => {
  document.body.style.paddingTop = "14px";
  const frames = [], open = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.data !== "end") {
      open.push(node);
      continue;
    }
    const start = open.pop(), inside = [];
    for (let next = start; next !== node; next = next.nextSibling) if (next.nodeType === 1) inside.push(next);
    const seen = inside.map((one) => one.getBoundingClientRect()).filter((one) => one.width && one.height);
    if (!seen.length) continue;
    const [kind, name] = start.data.split(" ");
    frames.push({
      part: kind === "part",
      name,
      left: Math.min(...seen.map((one) => one.left)),
      top: Math.min(...seen.map((one) => one.top)) + scrollY,
      right: Math.max(...seen.map((one) => one.right)),
      bottom: Math.max(...seen.map((one) => one.bottom)) + scrollY,
    });
  }
  for (const { part, name, left, top, right, bottom } of frames) {
    const gap = part ? 7 : 14, colour = part ? orange : blue;
    const from = Math.max(3, left - gap), to = Math.min(innerWidth - 3, right + gap);
    const box = document.createElement("div"), tag = document.createElement("b");
    Object.assign(box.style, {
      position: "absolute",
      boxSizing: "border-box",
      zIndex: 9,
      left: `${from}px`,
      top: `${top - gap}px`,
      width: `${to - from}px`,
      height: `${bottom - top + 2 * gap}px`,
      border: `2.5px ${part ? "dashed" : "solid"} ${colour}`,
    });
    Object.assign(tag.style, {
      position: "absolute",
      padding: "0 7px",
      font: "700 15px/22px sans-serif",
      whiteSpace: "nowrap",
      color: "#fff",
      background: colour,
      right: part ? "100%" : "-2px",
      top: part ? "8px" : "-13px",
    });
    tag.textContent = name;
    box.append(tag);
    document.body.append(box);
  }
  return frames.map((one) => one.name);
}
