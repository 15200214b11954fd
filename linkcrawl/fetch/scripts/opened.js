// Runs in a page before its own scripts: what they put into closed shadow roots, readers see.
{
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function attachShadow(options) {
    return attach.call(this, { ...options, mode: "open" });
  };
}
