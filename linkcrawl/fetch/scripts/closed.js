// Parts of a page that are closed until a reader opens them: menus, accordions, tabs.

const CONTROLS = "button, summary, label, a, input, [role=button], [role=tab], [aria-expanded],"
  + " [aria-controls], [aria-haspopup]";
const TARGETS = ["aria-controls", "data-bs-target", "data-target", "popovertarget", "commandfor",
  "href", "for"];
const MENU = "nav, dialog, [role=navigation], [role=menu], [role=menubar], [role=dialog],"
  + " [class*=menu i], [class*=nav i], [class*=drawer i], [class*=canvas i]";
const CAROUSEL = "[aria-roledescription=carousel], [class*=carousel i], [class*=slider i],"
  + " [class*=swiper i], [class*=slick i], [class*=splide i], [class*=glide i]";
const CLOSING = new Set(["display:none", "content-visibility:hidden", "opacity:0",
  "visibility:hidden", "visibility:collapse", "off the page", "clipped away", "no size"]);

function isShown(element) {
  const chain = chainOf(element);
  return !undrawn(chain) && !unseen(element, chain, rectsOf(element));
}

function controlsOf(element) {
  if (!element.id) return [];
  const named = TARGETS.flatMap((key) => {
    const value = CSS.escape(element.id);
    return [...element.getRootNode().querySelectorAll(`[${key}~="${value}"], [${key}="#${value}"]`)];
  });
  return named.filter((control) => !isWithin(control, element));
}

// A control that stands beside a part and says, by role or cursor, that it opens something.
function controlBeside(element) {
  const parent = element.parentElement;
  if (!parent) return null;
  const beside = [...parent.querySelectorAll(":scope > [aria-expanded=false],"
    + " :scope > * > [aria-expanded=false]")];
  const box = parent.querySelector(":scope > input[type=checkbox], :scope > input[type=radio]");
  if (box?.labels?.length) beside.push(...box.labels);
  const before = element.previousElementSibling;
  const opens = before && !before.matches('a[href]:not([href^="#"])')
    && (before.matches("button, [role=button], [onclick]") || styleOf(before).cursor === "pointer");
  if (opens) beside.push(before);
  return beside.find((control) => !isWithin(control, element) && isShown(control)) ?? null;
}

function isClosedMenu(element) {
  if (!element.matches(MENU)) return false;
  const own = [...element.querySelectorAll("a[href]")].filter((link) => link.host === location.host);
  const opener = [...document.querySelectorAll(CONTROLS)].slice(0, 200).some(
    (control) => control.matches("button, label, [role=button], [aria-expanded], [aria-haspopup],"
      + " [class*=toggle i], [class*=burger i], [class*=menu i]")
      && !isWithin(control, element) && isShown(control));
  return own.length >= 3 && opener;
}

// Does a reader come to see a link by opening what holds it? *sight* says what hides it.
function isInClosedPart(sight) {
  if (!CLOSING.has(sight.why)) return false;
  const last = sight.chain.indexOf(sight.blame) + 1;
  if (["clipped away", "off the page"].includes(sight.why)
    && sight.chain.slice(1, last + 2).some((element) => element.matches(CAROUSEL))) return true;
  return sight.chain.slice(1, last).some((element) =>
    (element.localName === "details" && !element.open)
    || element.getAttribute("hidden") === "until-found"
    || controlsOf(element).some(isShown) || controlBeside(element) !== null
    || isClosedMenu(element));
}
