// What plots are drawn with on a dark page, by what they are drawn with on a light one.
const DARK = {
  '#2f6db3': '#6fa8e6', '#d1681f': '#f0955a', '#2a8f6d': '#5fc5a0', '#8a5fb8': '#b893e0', '#b8453f': '#ee8a83',
  '#7a7f2a': '#c3c86a', '#3a93a8': '#74c6d8', '#8c6a4f': '#c7a58a', '#222': '#e4eaf0', '#1c2733': '#e4eaf0',
  '#44525f': '#b4c2ce', '#e8edf1': '#2c3741', '#b6c2cd': '#55636f',
};
const dark = matchMedia('screen and (prefers-color-scheme: dark)').matches;
const recoloured = (key, value) =>
  dark && /[cC]olor$|^\d+$/.test(key) && Object.hasOwn(DARK, value) ? DARK[value] : value;
for (const script of document.querySelectorAll('figure script[type="application/json"]')) {
  const place = script.parentElement.querySelector('.plot');
  const failed = (error) => {
    place.dataset.drawn = 'failed';
    place.textContent = 'This plot could not be drawn: ' + error.message;
  };
  try {
    const compiled = vegaLite.compile(JSON.parse(script.textContent, recoloured)).spec;
    const view = new vega.View(vega.parse(compiled), { renderer: 'svg', container: place, hover: true });
    view.runAsync().then(() => { place.dataset.drawn = 'true'; }, failed);
  } catch (error) {
    failed(error);
  }
}
