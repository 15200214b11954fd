// What is asked of the scripts above, from outside the page.

function leaves(link) {
  return typeof link.href === "string" && /^https?:$/.test(link.protocol)
    && link.host !== location.host;
}

const hiddenLeaving = new Map();  // mark → element: those that may show when pointed at

function toldOf(link, sight, looked) {
  let why = sight.why || looked;
  let visible = !why || why === UNDER_GLASS, clickable = !why;
  if (sight.why && isInClosedPart(sight)) {
    [why, visible, clickable] = ["in a closed part of the page", true, true];
  }
  const blocked = visible ? isUnclickable(sight.chain) : "";
  return { visible, clickable: clickable && !blocked, why: blocked || why, box: sight.box };
}

// One answer for each link: those that leave their host are also looked at in their place.
function sights() {
  const told = {};
  makeRoomForPictures();
  const some = [...links].slice(0, MOST_LINKS).map(([mark, link]) => [mark, link, sightOf(link)]);
  let looks = 0;
  for (const [mark, link, sight] of some) {
    const look = !sight.why && leaves(link) && looks++ < MOST_LOOKS;
    told[mark] = toldOf(link, sight, look ? lookAt(link, sight) : "");
    if (!told[mark].visible && leaves(link)) hiddenLeaving.set(mark, link);
  }
  scrollTo({ top: 0, left: 0, behavior: "instant" });
  return { told, hidden: hiddenLeaving.size, height: document.documentElement.scrollHeight };
}

// The elements around hidden links: what a pointer moves over on its way to them.
function around() {
  const found = new Set();
  for (const link of [...hiddenLeaving.values()].slice(0, 50))
    for (const element of chainOf(link).slice(1, 30)) found.add(element);
  return [...found].slice(0, 200);
}

// Those of the hidden links that are seen now.
function appeared() {
  styles.clear();
  return [...hiddenLeaving].filter(([, link]) => {
    const sight = sightOf(link);
    return !sight.why && !lookAt(link, sight);
  }).map(([mark]) => mark);
}

function press() {
  const led = {};
  const leaving = [...links].filter(([, link]) => leaves(link)).slice(0, MOST_PRESSED);
  for (const [mark, link] of leaving) {
    const url = pressed(link);
    if (url) led[mark] = url;
  }
  return led;
}

// What a reader scrolls: the page, or the part of a page of one window that holds its text.
function scroller() {
  const page = document.scrollingElement ?? document.documentElement;
  let one = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
  while (one && page.scrollHeight <= innerHeight) {
    const scrolls = /auto|scroll/.test(getComputedStyle(one).overflowY);
    if (scrolls && one.scrollHeight > one.clientHeight) return one;
    one = one.parentElement;
  }
  return page;
}

const MOST_STEPS = 40;
const GROWN_STEPS = 8;  // beyond the end that the page had at first, for lists that go on
let scrolling = null;

// Show the next part of the page for what loads on sight: the first, then window by window, in
// longer steps on long pages. False at the end, with the first part shown again.
async function scrollOn() {
  const drawn = () => new Promise((done) => requestAnimationFrame(() => done(true)));
  if (!scrolling) {
    const box = scroller(), window = Math.max(box.clientHeight, 1);
    const stride = Math.max(window, box.scrollHeight / MOST_STEPS);
    scrolling = { box, stride, left: Math.ceil(box.scrollHeight / stride) - 1 + GROWN_STEPS };
    return drawn();
  }
  const { box, stride } = scrolling, before = box.scrollTop;
  if (scrolling.left-- > 0) box.scrollBy({ top: stride, behavior: "instant" });
  if (box.scrollTop > before) return drawn();
  box.scrollTo({ top: 0, behavior: "instant" });
  await drawn();
  return false;
}

function frameSight(frame) {
  const sight = sightOf(frame);
  const box = frame.getBoundingClientRect();
  return { why: sight.why && !isInClosedPart(sight) ? sight.why : "",
    x: Math.round(box.left + scrollX + frame.clientLeft),
    y: Math.round(box.top + scrollY + frame.clientTop) };
}

function hold(frame, html) {
  frames.set(frame, html);
}

// What was read is not read again: scrapy-playwright asks for the page's HTML in its own way.
function empty() {
  document.documentElement?.replaceChildren();
}

globalThis.linkcrawl = { empty, read, hold, sights, around, appeared, press, scrollOn, frameSight };
