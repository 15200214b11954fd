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

// Bring every part of the page on the screen once, for what loads only then.
async function scrollThrough() {
  const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  for (let step = 1; step <= 8; step++) {
    scrollTo({ top: (step / 8) * document.documentElement.scrollHeight, behavior: "instant" });
    await frame();
  }
  scrollTo({ top: 0, behavior: "instant" });
  await frame();
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

globalThis.linkcrawl = { empty, read, hold, sights, around, appeared, press, scrollThrough, frameSight };
