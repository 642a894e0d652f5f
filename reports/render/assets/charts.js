// Draws the figures whose data stands in the page, in the page's own colours, and again when those change.
"use strict";

const changes = ["(prefers-color-scheme: dark)", "print"].map((query) => window.matchMedia(query));

const NARROW_PX = 600;
const RESIZED_MS = 80;
const BELOW_PX = 48;
const SIGNS = {
  "diamond-open": "\u25c7", diamond: "\u25c6", "diamond-x": "\u25c8", "circle-open": "\u25cb", "circle-x": "\u2297",
  "star-triangle-up": "\u25b2", "triangle-up": "\u25b2", "triangle-down": "\u25bc", "square-open": "\u25a1",
  x: "\u2716",
};

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function dressed(figure, width) {
  const layout = structuredClone(figure.layout);
  if (width > 0) {
    layout.width = width; // left to itself, plotly.js takes another height too when the page is made wider
  }
  if (layout.showlegend && width < NARROW_PX) {
    // On a phone the legend is a list of its own below the picture, which keeps the width and the height.
    layout.showlegend = false;
    layout.height += BELOW_PX - (layout.margin.b ?? 0);
    layout.margin = { ...layout.margin, b: BELOW_PX, r: 12 };
    layout.font = { ...layout.font, size: 11 };
  }
  layout.font = { ...layout.font, color: colour("--ink") };
  layout.hoverlabel = { ...layout.hoverlabel, bgcolor: colour("--card"), bordercolor: colour("--rule") };
  layout.hoverlabel.font = { ...layout.hoverlabel.font, color: colour("--ink") };
  for (const key of Object.keys(layout)) {
    if (/^[xy]axis/.test(key)) {
      layout[key] = { ...layout[key], gridcolor: colour("--rule"), linecolor: colour("--rule") };
    }
  }
  return layout;
}

function entry(trace) {
  const item = document.createElement("li");
  const sample = document.createElement("span");
  sample.setAttribute("aria-hidden", "true");
  sample.className = trace.type === "bar" ? "bar" : "sign";
  sample.textContent = trace.type === "bar" ? trace.marker.pattern?.shape ?? "" : SIGNS[trace.marker.symbol] ?? "\u25cf";
  sample.style[trace.type === "bar" ? "backgroundColor" : "color"] = trace.marker.color;
  item.append(sample, trace.name);
  return item;
}

function listLegend(place, figure) {
  if (place.nextElementSibling?.className === "legend") {
    place.nextElementSibling.remove();
  }
  if (figure.layout.showlegend && place.clientWidth < NARROW_PX) {
    const list = document.createElement("ul");
    list.className = "legend";
    list.append(...figure.data.filter((trace) => trace.showlegend !== false).map(entry));
    place.after(list);
  }
}

function drawAll() {
  for (const place of document.querySelectorAll("[data-figure]")) {
    const figure = JSON.parse(document.getElementById(place.dataset.figure).textContent);
    Plotly.react(place, figure.data, dressed(figure, place.clientWidth), { displayModeBar: false, showTips: false });
    listLegend(place, figure);
  }
}

let waiting = 0;
drawAll();
window.addEventListener("resize", () => {
  clearTimeout(waiting);
  waiting = setTimeout(drawAll, RESIZED_MS);
});
document.addEventListener("toggle", (event) => event.target.querySelector("[data-figure]") && drawAll(), true);
for (const change of changes) {
  change.addEventListener("change", drawAll);
}
