// The page as a reader's browser has it, in one piece of HTML: what stands in shadow roots and
// in the frames that were read stands at its place. Links are numbered with MARK.

const MARK = "linkcrawl-link";
const HTML = "http://www.w3.org/1999/xhtml";
const VOID = new Set(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
  "source", "track", "wbr"]);
const RAW = new Set(["style", "script", "xmp", "iframe", "noembed", "noframes", "plaintext",
  "noscript"]);

const links = new Map();   // mark → element
const frames = new Map();  // iframe element → the HTML of its body

function isLink(element) {
  return (element.localName === "a" || element.localName === "area") && element.hasAttribute("href");
}

function escaped(text) {
  // Half an emoji, as scripts leave it when they cut a text, cannot be sent as UTF-8.
  return text.toWellFormed().replaceAll("&", "&amp;").replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("\u00a0", "&nbsp;");
}

function openTag(element, name, options) {
  let tag = "<" + name;
  for (const { name: key, value } of element.attributes) {
    if (key === MARK) continue;
    // A link of a frame is relative to the frame.
    const target = options.framed && key === "href" && typeof element.href === "string";
    tag += ` ${key}="${escaped(target ? element.href : value)}"`;
  }
  if (isLink(element)) {
    const mark = `${options.prefix}${links.size}`;
    links.set(mark, element);
    tag += ` ${MARK}="${mark}"`;
  }
  return tag + ">";
}

function childrenOf(element) {
  if (element.localName === "template" && element.content) return [...element.content.childNodes];
  if (element.localName === "slot" && element.assignedNodes) {
    const given = element.assignedNodes();
    return given.length ? given : [...element.childNodes];
  }
  return [...(element.shadowRoot ?? element).childNodes];
}

// What stands in a host without being shown through a slot of its shadow root.
function leftOver(element, written) {
  return element.shadowRoot ? [...element.childNodes].filter((node) => !written.has(node)) : [];
}

function* inside(element, name) {
  const raw = RAW.has(name);
  for (const child of childrenOf(element)) {
    yield raw ? (child.data ?? "").toWellFormed() : child;
  }
}

function flatten(start, options) {
  const out = [];
  const written = new Set();
  const todo = [start];
  let size = 0;
  while (todo.length && size < options.size) {
    let next = todo.pop();
    if (typeof next === "function") { put(next()); continue; }
    if (typeof next !== "string") {
      if (written.has(next)) continue;
      written.add(next);
      if (next.nodeType === Node.TEXT_NODE) next = escaped(next.data);
      else if (next.nodeType === Node.COMMENT_NODE) next = `<!--${next.data.toWellFormed()}-->`;
      else if (next.nodeType === Node.ELEMENT_NODE) next = element(next);
      else continue;
    }
    out.push(next);
    size += next.length;
  }
  return out.join("");

  // One by one: an element may have more children than a function takes arguments.
  function put(nodes) {
    for (const node of nodes.reverse()) todo.push(node);
  }

  function element(node) {
    const name = node.namespaceURI === HTML ? node.localName : node.tagName;
    if (frames.has(node)) todo.push(frames.get(node));
    if (!VOID.has(name)) {
      todo.push(`</${name}>`, () => leftOver(node, written));
      put([...inside(node, name)]);
    }
    return openTag(node, name, options);
  }
}

// Of a frame only the body is wanted: what its head declares is not said of the page.
function read(options) {
  const root = options.framed ? document.body : document.documentElement;
  if (!root) return "";
  const doctype = document.doctype && !options.framed ? `<!DOCTYPE ${document.doctype.name}>` : "";
  if (!options.framed) return doctype + flatten(root, options);
  return flatten(root, options).replace(/^<body/, "<div").replace(/<\/body>$/, "</div>");
}
