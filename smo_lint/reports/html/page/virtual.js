/* Long tables: only the rows in sight are in the page, all of them where they are few. */

const FEW_ROWS = 300, BEYOND = 15, PRINTED = 2000;

/**
 * Fill a table's body with rows of one height.
 * row(i) makes the row; returns { redraw, reveal(i) }, where reveal brings a row into sight.
 */
function virtual(scroller, body, count, height, row) {
  let from = -1, to = -1;
  const spacer = (rows) => {
    const made = el("tr", { "aria-hidden": "true", class: "spacer" }, el("td"));
    made.firstChild.style.height = `${rows * height}px`;
    return made;
  };
  function draw(force, all = count <= FEW_ROWS) {
    const first = all ? 0 : Math.max(0, Math.floor(scroller.scrollTop / height) - BEYOND);
    const seen = Math.ceil((scroller.clientHeight || 800) / height);
    const last = all ? Math.min(count, PRINTED) : Math.min(count, first + seen + 2 * BEYOND);
    if (!force && first === from && last === to) return;
    if (!force && first <= from + BEYOND / 2 && first >= from - BEYOND / 2 && Math.abs(last - to) < BEYOND / 2) return;
    [from, to] = [first, last];
    const held = document.activeElement?.closest?.("[data-at]")?.dataset.at;
    const rows = [];
    if (first) rows.push(spacer(first));
    for (let i = first; i < last; i++) rows.push(row(i));
    if (last < count) rows.push(spacer(count - last));
    body.replaceChildren(...rows);
    if (held) body.querySelector(`[data-at="${held}"]`)?.focus({ preventScroll: true });
  }
  let asked = false;
  scroller.addEventListener("scroll", () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      draw(false);
    });
  });
  virtual.print = () => draw(true, true);
  virtual.redraw = () => draw(true);
  draw(true);
  return {
    redraw: () => draw(true),
    reveal(i) {
      const head = scroller.querySelector("thead")?.offsetHeight ?? 0;
      const top = i * height, room = scroller.clientHeight - head - height;
      if (top < scroller.scrollTop) scroller.scrollTop = top;
      else if (top > scroller.scrollTop + room) scroller.scrollTop = top - room;
      draw(false);
    },
  };
}
virtual.print = virtual.redraw = () => {};
addEventListener("beforeprint", () => virtual.print());
addEventListener("afterprint", () => virtual.redraw());

/** A header cell that sorts: by `key`, turned round by a second press. */
function sorter(key, label, props = {}, fallback = "") {
  const current = state.sort || fallback;
  const down = current === `-${key}`, up = current === key;
  return el(
    "th",
    { scope: "col", ...props, "aria-sort": down ? "descending" : up ? "ascending" : null },
    el(
      "button",
      { type: "button", class: "sort", onclick: () => go({ sort: props.first === "down" ? (down ? key : `-${key}`) : up ? `-${key}` : key }, { push: false }) },
      label,
      el("span", { "aria-hidden": "true" }, down ? " ↓" : up ? " ↑" : ""),
    ),
  );
}

/** The room in which a long table scrolls. */
const scrolled = (table, label) => el("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": label }, table);
