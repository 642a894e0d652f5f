// Draws the figures whose data stands in the page, in the page's own colours, and again when those change.
"use strict";

const changes = ["(prefers-color-scheme: dark)", "print"].map((query) => window.matchMedia(query));

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function dressed(figure, width) {
  const layout = structuredClone(figure.layout);
  if (layout.showlegend && width < 600) {
    // On a phone the legend stands below the picture with a line for each entry, in room of its own.
    const legend = 21 * figure.data.filter((trace) => trace.showlegend !== false).length;
    const below = layout.margin.b ?? 0;
    layout.height += legend + 60 - Math.min(below, 60);
    layout.margin = { ...layout.margin, b: legend + 60, r: 12 };
    layout.legend = { ...layout.legend, orientation: "v", x: 0, xref: "container", yref: "container", y: 0, yanchor: "bottom" };
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
