// Elements. Text becomes text nodes only, so nothing in a bulletin can become markup.

function build(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== undefined && value !== null && value !== false) node.setAttribute(name, value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false));
  return node;
}

const el = (name, attributes = {}, ...children) => build(document.createElement(name), attributes, children);
const svg = (name, attributes = {}, ...children) =>
  build(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);

/** A Chinese term with its English label. */
const both = ([zh, en]) => el("span", { class: "both" }, zh, " ", el("span", { class: "en", lang: "en" }, en));
const plain = ([zh, en]) => `${zh} ${en}`;
const number = (n) => n.toLocaleString("en");

/** Brings what somebody asked for into view and shows for a moment which it is. */
function point(node, block) {
  if (!node) return;
  node.scrollIntoView({ block });
  node.classList.remove("pointed");
  void node.offsetWidth; // starts the animation again
  node.classList.add("pointed");
}
