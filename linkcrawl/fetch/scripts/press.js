// Where does a link lead when it is pressed? Nothing is opened: only the page's scripts run.

const MOST_PRESSED = 200;
const PRESS = ["pointerover", "mouseover", "mousemove", "pointerdown", "mousedown", "pointerup",
  "mouseup"];

function pressed(link) {
  const before = link.href;
  let led = "";
  const stay = (event) => {
    led ||= event.destination.url;
    if (event.cancelable) event.preventDefault();
  };
  const ignore = (event) => event.preventDefault();
  navigation.addEventListener("navigate", stay);
  window.addEventListener("click", ignore);
  try {
    for (const type of [...PRESS, "click"]) {
      const kind = type.startsWith("pointer") ? PointerEvent : MouseEvent;
      link.dispatchEvent(new kind(type, { bubbles: true, cancelable: true, composed: true,
        view: window, button: 0, detail: 1 }));
      if (link.href !== before) return link.href;
    }
  } finally {
    navigation.removeEventListener("navigate", stay);
    window.removeEventListener("click", ignore);
  }
  return led === before ? "" : led;
}
