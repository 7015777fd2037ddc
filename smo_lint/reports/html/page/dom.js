/* Elements made of plain values: text is only ever set as text. */

const $ = (id) => document.getElementById(id);

/** An element; `props` are attributes, but `on…` listeners and `class`. Children that are null are left out. */
function el(tag, props = {}, ...children) {
  const made = tag === "svg" || el.svg.has(tag)
    ? document.createElementNS("http://www.w3.org/2000/svg", tag)
    : document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...kept(children));
  return made;
}
/** Children that are there: a condition that does not hold leaves nothing. */
const kept = (children) => children.flat().filter((child) => ![null, undefined, false, ""].includes(child));
el.svg = new Set(["path", "rect", "g", "line"]);

const plural = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

/** What a message quotes from documents, kept from turning the words around it. */
function isolated(message) {
  return message.split(/(“[^”]*”)/).map((part) => (part.startsWith("“") ? ["“", el("bdi", {}, part.slice(1, -1)), "”"] : part)).flat();
}

const names = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });

function languageName(tag) {
  try {
    return names.of(tag) || tag;
  } catch {
    return tag || "unknown language";
  }
}

function say(sentence) {
  $("said").textContent = sentence;
}

async function copy(text, sentence) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // A page from a disk may be refused the clipboard.
    const area = el("textarea", { class: "unseen", "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  say(sentence);
}

/** A button that copies and says so for a moment. */
function copier(label, text, sentence) {
  const button = el("button", { type: "button", class: "quiet" }, label);
  button.addEventListener("click", async (event) => {
    event.stopPropagation();
    await copy(text(), sentence);
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = label), 1500);
  });
  return button;
}
