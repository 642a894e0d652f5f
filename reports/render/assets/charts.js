// Draws the figures whose data stands in the page, in the page's own colours, and again when those change.
"use strict";

const changes = ["(prefers-color-scheme: dark)", "print"].map((query) => window.matchMedia(query));

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function dressed(figure, width) {
  const layout = structuredClone(figure.layout);
  if (layout.showlegend && width < 600) {
    // On a phone the legend has a line for each entry; without more height the plot would give up its own.
    layout.height += 20 * figure.data.filter((trace) => trace.showlegend !== false).length;
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

function drawAll() {
  for (const place of document.querySelectorAll("[data-figure]")) {
    const figure = JSON.parse(document.getElementById(place.dataset.figure).textContent);
    Plotly.react(place, figure.data, dressed(figure, place.clientWidth), { displayModeBar: false, responsive: true, showTips: false });
  }
}

drawAll();
for (const change of changes) {
  change.addEventListener("change", drawAll);
}
