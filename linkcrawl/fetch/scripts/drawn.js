// What a reader sees where a link is drawn: something over it, or no difference in colour.

const UNDER_GLASS = "under a transparent element";

function rgba(colour) {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = "#0000";
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha / 255];
}

function over([red, green, blue, alpha], under) {
  return [red, green, blue].map((part, at) => part * alpha + under[at] * (1 - alpha));
}

function luminance(colour) {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

// https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function stackAt(x, y) {
  const stack = [];
  for (const element of document.elementsFromPoint(x, y)) {
    const root = element.shadowRoot;
    const inner = root ? root.elementsFromPoint(x, y).filter((one) => root.contains(one)) : [];
    stack.push(...inner, element);
  }
  return stack;
}

// The colour behind the text of a link, null where a picture or pattern may be behind it.
function backgroundOf(link, stack) {
  const start = stack.findIndex((element) => isWithin(element, link));
  const layers = start < 0 ? chainOf(link) : stack.slice(start);
  const colours = [];
  for (const element of layers) {
    const style = styleOf(element);
    const pictured = style.backgroundImage !== "none" || element.matches(PICTURES);
    if (pictured || (element !== link && isDecorated(element))) return null;
    const colour = rgba(style.backgroundColor);
    if (colour[3] > 0) colours.push(colour);
    if (colour[3] === 1) break;
  }
  if (/dark/.test(styleOf(document.documentElement).colorScheme) && colours.at(-1)?.[3] !== 1)
    return null;
  return colours.reduceRight((under, colour) => over(colour, under), [255, 255, 255]);
}

function textStyles(link) {
  const found = new Set();
  const texts = document.createTreeWalker(link, NodeFilter.SHOW_TEXT);
  while (texts.nextNode() && found.size < 20)
    if (texts.currentNode.data.trim()) found.add(styleOf(texts.currentNode.parentElement));
  return [...found];
}

// Why the text of a link cannot be read, "" where it can or where it has none.
function unreadable(link, stack) {
  const texts = textStyles(link);
  const drawn = styleOf(link).backgroundImage !== "none" || isDecorated(link);
  if (!texts.length || drawn || link.querySelector(PICTURES)) return "";
  if (texts.every((style) => parseFloat(style.fontSize) < 3)) return "tiny text";
  const plain = texts.every((style) => style.textShadow === "none"
    && !parseFloat(style.webkitTextStrokeWidth) && style.backgroundClip !== "text");
  if (!plain) return "";
  const fills = texts.map((style) => rgba(style.webkitTextFillColor));
  if (fills.every((fill) => fill[3] < 0.1)) return "transparent text";
  const background = backgroundOf(link, stack);
  if (!background) return "";
  const close = fills.every((fill) => contrast(over(fill, background), background) < 1.2);
  return close ? "same colour as its background" : "";
}

function isSolid(element) {
  const style = styleOf(element);
  return Number(style.opacity) > 0.9 && (element.matches(PICTURES)
    || style.backgroundImage !== "none" || rgba(style.backgroundColor)[3] > 0.9);
}

function stays(element) {
  return chainOf(element).some((one) => ["fixed", "sticky"].includes(styleOf(one).position));
}

// What lies over a link at a point, "" where nothing does, or only what stays in place when
// the page is scrolled, as banners and headers do.
function coverAt(link, [x, y]) {
  const stack = stackAt(x, y);
  const at = stack.findIndex((element) => isWithin(element, link));
  if (at < 0) return "";
  const above = stack.slice(0, at).filter((element) => !isWithin(link, element) && !stays(element));
  if (!above.length) return "";
  return above.some(isSolid) ? "covered by another element" : UNDER_GLASS;
}

// What is wrong with a link that is drawn at some place: how it looks from where a reader is.
function lookAt(link, sight) {
  if (link.localName === "area") return "";
  scrollTo({ top: sight.box[1] - innerHeight / 2, left: sight.box[0] - innerWidth / 2,
    behavior: "instant" });
  const rect = rectsOf(link).find((one) => isOnScreen(one));
  const middle = rect && [(rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2];
  const why = unreadable(link, middle ? stackAt(...middle) : []);
  if (why || !rect) return why;
  const points = [0.5, 0.1, 0.9].map((share) => [rect.left + share * rect.width, middle[1]]);
  const covers = points.map((point) => coverAt(link, point));
  return covers.every(Boolean) ? covers[0] : "";
}

function isOnScreen(rect) {
  const x = (rect.left + rect.right) / 2, y = (rect.top + rect.bottom) / 2;
  return x >= 0 && y >= 0 && x < innerWidth && y < innerHeight;
}
