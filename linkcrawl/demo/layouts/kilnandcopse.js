const root = document.getElementById("root");

function make(tag, attributes, ...children) {
  const element = Object.assign(document.createElement(tag), attributes);
  element.append(...children);
  return element;
}

function draw(page) {
  const links = page.menu.map(([href, text]) => make("a", { href, textContent: text }));
  const view = make("main", { className: "view" }, make("h1", { textContent: page.title }));
  view.insertAdjacentHTML("beforeend", page.body);
  document.title = page.title + " · Kiln & Copse";
  root.replaceChildren(
    make("header", { className: "bar" }, make("b", { textContent: "Kiln & Copse" }), make("nav", {}, ...links)),
    view,
    make("footer", { className: "base" }, "Framed in green oak. ", make("a", { href: "/timber", textContent: "Our timber" })),
  );
}

fetch("/data" + location.pathname.replace(/\/$/, "/index") + ".json")
  .then((answer) => answer.json())
  .then(draw);
