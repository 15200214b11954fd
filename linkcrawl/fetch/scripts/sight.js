// Can a reader see a link, and click it? And where does it stand?

const MOST_LINKS = 2000;
const MOST_LOOKS = 300;
const PICTURES = "img, svg, picture, video, canvas, object, input, embed, iframe";
const styles = new Map();
const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });

function styleOf(element) {
  if (!styles.has(element)) styles.set(element, getComputedStyle(element));
  return styles.get(element);
}

function parentOf(node) {
  return node.assignedSlot ?? node.parentElement ?? node.getRootNode().host ?? null;
}

function chainOf(element) {
  const chain = [];
  for (let at = element; at && chain.length < 500; at = parentOf(at)) chain.push(at);
  return chain;
}

function isWithin(element, outer) {
  for (let at = element; at; at = parentOf(at)) if (at === outer) return true;
  return false;
}

// What keeps all of an element from being drawn, and the element that does.
function undrawn(chain) {
  let opacity = 1, inner = null;
  for (const element of chain) {
    const style = styleOf(element);
    if (style.display === "none") return ["display:none", element];
    if (element.localName === "details" && !element.open && !inner?.matches("summary:first-of-type"))
      return ["content-visibility:hidden", element];
    if (style.contentVisibility === "hidden" && element !== chain[0])
      return ["content-visibility:hidden", element];
    opacity *= Number(style.opacity);
    if (/opacity\(0(%|\.0\d*)?\)/.test(style.filter)) opacity = 0;
    if (opacity < 0.1) return ["opacity:0", element];
    inner = element;
  }
  if (styleOf(chain[0]).visibility !== "visible") {
    const shown = chain.findIndex((element) => styleOf(element).visibility === "visible");
    return [`visibility:${styleOf(chain[0]).visibility}`, chain[(shown < 0 ? chain.length : shown) - 1]];
  }
  return null;
}

function rectsOf(link) {
  if (link.localName === "area") return areaRects(link);
  const range = document.createRange();
  range.selectNodeContents(link);
  const inner = [...range.getClientRects()].filter((rect) => rect.width > 0 && rect.height > 0);
  const style = styleOf(link);
  const drawn = style.backgroundImage !== "none" || isDecorated(link);
  const empty = !link.innerText?.trim() && !link.querySelector(PICTURES);
  const own = drawn || empty ? [...link.getClientRects()] : [];
  return [...inner, ...own].filter((rect) => rect.width > 0 && rect.height > 0);
}

function isDecorated(element) {
  return ["::before", "::after"].some((part) => {
    const style = getComputedStyle(element, part);
    return !["none", "normal", '""'].includes(style.content) || style.backgroundImage !== "none";
  });
}

function areaRects(area) {
  const map = area.closest("map");
  const image = map && [...document.images].find((one) => one.useMap === `#${map.name || map.id}`);
  if (!image) return [];
  return [...image.getClientRects()].filter((rect) => rect.width > 0 && rect.height > 0);
}

// Pictures are not loaded. One that would be as large as it is takes the room of a small one.
function makeRoomForPictures() {
  for (const image of [...document.images].slice(0, 1000)) {
    const declared = image.computedStyleMap();
    if (image.hasAttribute("width") || image.hasAttribute("height")) continue;
    if (`${declared.get("width")}${declared.get("height")}` !== "autoauto") continue;
    if (declared.get("display").value === "inline") image.style.display = "inline-block";
    image.style.minWidth = "120px";
    image.style.minHeight = "90px";
  }
}

function intersection(a, b) {
  const left = Math.max(a.left, b.left), top = Math.max(a.top, b.top);
  const right = Math.min(a.right, b.right), bottom = Math.min(a.bottom, b.bottom);
  return right > left && bottom > top ? { left, top, right, bottom } : null;
}

function isClippedAway(style) {
  const lengths = (style.clip.match(/-?[\d.]+px/g) ?? []).map(parseFloat);
  if (lengths.length === 4 && (lengths[1] - lengths[3] < 2 || lengths[2] - lengths[0] < 2))
    return true;
  const inset = /^inset\(([^)]*?)( round.*)?\)/.exec(style.clipPath)?.[1].split(" ");
  if (inset?.every((part) => part.endsWith("%"))) {
    const [top, right = top, bottom = top, left = right] = inset.map(parseFloat);
    return top + bottom >= 100 || left + right >= 100;
  }
  const points = /^polygon\((.*)\)/.exec(style.clipPath)?.[1].split(",").map((at) => at.trim());
  return /^(circle|ellipse)\(0(px|%)?[ )]/.test(style.clipPath)
    || (points !== undefined && new Set(points).size < 3);
}

// The part of a rectangle that the boxes around its element leave of it.
function leftByClips(rect, chain) {
  let left = { left: rect.left, top: rect.top, right: rect.right, bottom: rect.bottom };
  let position = "static";
  for (const element of chain) {
    const style = styleOf(element);
    if (isClippedAway(style)) return [null, element];
    const holds = position === "static" || style.position !== "static" || style.transform !== "none";
    if (element !== chain[0] && holds && parentOf(element) && element !== document.body) {
      const box = element.getBoundingClientRect();
      const clips = style.overflowX !== "visible" && style.display !== "inline";
      if (clips && (box.width < 3 || box.height < 3)) return [null, element];
      if (clips && /auto|scroll/.test(style.overflowX + style.overflowY)) {
        const before = left.right + element.scrollLeft <= box.left
          || left.bottom + element.scrollTop <= box.top;
        left = before ? null : intersection(left, box) ?? box;
      } else if (clips) left = intersection(left, box);
      if (!left) return [null, element];
    }
    if (holds) position = ["absolute", "fixed"].includes(style.position) ? style.position : "static";
    if (position === "fixed") break;
  }
  return [left, null];
}

function isFixed(chain) {
  return chain.some((element) => styleOf(element).position === "fixed");
}

function isOutside(rect, chain) {
  if (isFixed(chain)) {
    return rect.right <= 0 || rect.bottom <= 0 || rect.left >= innerWidth || rect.top >= innerHeight;
  }
  const clips = [document.documentElement, document.body].some(
    (element) => element && ["hidden", "clip"].includes(styleOf(element).overflowX));
  const widest = clips ? innerWidth : 3 * innerWidth;
  return rect.right + scrollX <= 0 || rect.bottom + scrollY <= 0 || rect.left + scrollX >= widest;
}

// Why a link cannot be seen though it is drawn, by its rectangles alone, and who is to blame.
function unseen(link, chain, rects) {
  if (!rects.length) return ["no size", link];
  let why = null;
  for (const rect of rects) {
    const [left, clipper] = leftByClips(rect, chain);
    if (isOutside(rect, chain)) why = ["off the page", outsider(chain)];
    else if (!left) why = ["clipped away", clipper];
    else if (left.right - left.left < 2 || left.bottom - left.top < 2) why = ["no size", link];
    else return null;
  }
  return why;
}

// The outermost element that is itself off the page.
function outsider(chain) {
  const out = chain.filter((element) => {
    const rect = element.getBoundingClientRect();
    return rect.width && rect.height && isOutside(rect, chain);
  });
  return out.at(-1) ?? chain[0];
}

function sightOf(link) {
  const shown = link.localName === "area" ? areaImage(link) ?? link : link;
  const chain = chainOf(shown);
  const rects = undrawn(chain) ? [] : rectsOf(link);
  const why = undrawn(chain) ?? unseen(shown, chain, rects);
  const box = boxOf(rects.length ? rects : [link.getBoundingClientRect()]);
  if (!why) return { why: "", blame: null, box, rects, chain };
  return { why: why[0], blame: why[1], box, rects, chain };
}

function areaImage(area) {
  const map = area.closest("map");
  return map && [...document.images].find((one) => one.useMap === `#${map.name || map.id}`);
}

function boxOf(rects) {
  const left = Math.min(...rects.map((rect) => rect.left)) + scrollX;
  const top = Math.min(...rects.map((rect) => rect.top)) + scrollY;
  const right = Math.max(...rects.map((rect) => rect.right)) + scrollX;
  const bottom = Math.max(...rects.map((rect) => rect.bottom)) + scrollY;
  return [left, top, right - left, bottom - top].map(Math.round);
}

function isUnclickable(chain) {
  if (styleOf(chain[0]).pointerEvents === "none") return "pointer-events:none";
  return chain.some((element) => element.inert) ? "inert" : "";
}
